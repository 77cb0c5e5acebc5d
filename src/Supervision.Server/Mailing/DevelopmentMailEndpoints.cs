using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Supervision.Server.Access;
using Supervision.Server.Http;

namespace Supervision.Server.Mailing;

/// <summary>The letters in the folder as a page, for whoever sits at the machine: they open accounts.</summary>
internal static partial class DevelopmentMailEndpoints
{
    private const string Head =
        """
        <!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mail – Supervision</title></head>
        <body><main><h1>Mail</h1><p>What would have been sent, the last first. This page is there in development only. <a href="/development/mail">Look again</a></p>
        """;

    public static void MapDevelopmentMail(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/development/mail", Show).Asks(Act.SeeDevelopmentMail).ExcludeFromDescription();

    private static async Task Show(HttpContext context, FolderMailer mailer, CancellationToken cancellationToken)
    {
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address))
        {
            await Problems.WriteAsync(context, Problems.Details(StatusCodes.Status404NotFound));
            return;
        }
        var page = new StringBuilder(Head);
        foreach (var mail in await mailer.ReadAsync(cancellationToken))
        {
            page.Append("<article><h2>").Append(Encode(mail.Subject)).Append("</h2><p>To ").Append(Encode(mail.To)).Append("</p><pre>")
                .Append(Link().Replace(Encode(mail.Text), match => $"<a href=\"{match.Value}\">{match.Value}</a>")).Append("</pre></article>");
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(page.Append("</main></body></html>").ToString(), cancellationToken);
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text).Replace("&#xA;", "\n", StringComparison.Ordinal);

    [GeneratedRegex("https?://[^\\s<]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();
}
