using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Supervision.EventStore.Deciding;

namespace Supervision.Server.Http;

/// <summary>Every error that leaves the server: ProblemDetails with a stable code, and never the text of an exception.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static ProblemHttpResult NotFound() => Of(StatusCodes.Status404NotFound);

    public static ProblemHttpResult Refused(Refusal refusal) => TypedResults.Problem(Details(StatusCodes.Status409Conflict, refusal.Code, refusal.Detail));

    public static ProblemHttpResult SignInFailed() => SignInStopped("sign-in-failed", "The email address or the password is not right.");

    /// <summary>Not signed in, for a reason that may be told.</summary>
    public static ProblemHttpResult SignInStopped(string code, string detail) => TypedResults.Problem(Details(StatusCodes.Status401Unauthorized, code, detail));

    public static ProblemDetails TokenInvalid() =>
        Details(StatusCodes.Status401Unauthorized, "token-invalid", "The token is unknown, has expired, or was revoked.");

    public static ProblemDetails TokenScope() => Details(StatusCodes.Status403Forbidden, "token-scope", "A program may not do this with its token.");

    public static ProblemDetails ConfirmIdentity() =>
        Details(StatusCodes.Status401Unauthorized, "confirm-identity", "Show once more that it is you, then do it again.");

    /// <param name="errors">What is wrong, by field.</param>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors) => TypedResults.Problem(InvalidDetails(errors));

    public static ProblemHttpResult Invalid(string field, string sentence) =>
        Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [sentence] });

    public static ProblemHttpResult Of(int status) => TypedResults.Problem(Details(status));

    public static ProblemDetails InvalidDetails(IReadOnlyDictionary<string, string[]> errors, int status = StatusCodes.Status400BadRequest)
    {
        var details = Details(status);
        details.Extensions["errors"] = errors;
        return details;
    }

    /// <summary>What a status means when nothing more is to be said.</summary>
    public static ProblemDetails Details(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Details(status, "invalid", "Something in the request is missing or not right."),
        StatusCodes.Status401Unauthorized => Details(status, "signed-out", "Sign in first."),
        StatusCodes.Status403Forbidden => Details(status, "cross-site", "The request does not come from this site."),
        StatusCodes.Status404NotFound => Details(status, "not-found", "There is no such thing, or it is not yours."),
        StatusCodes.Status405MethodNotAllowed => Details(status, "method-not-allowed", "This cannot be done here."),
        StatusCodes.Status409Conflict => Details(status, "conflict", "Others were faster. Try again."),
        StatusCodes.Status413PayloadTooLarge => Details(status, "too-large", "The request is too large."),
        StatusCodes.Status415UnsupportedMediaType => Details(status, "invalid", "The request's content type is not understood here."),
        StatusCodes.Status429TooManyRequests => Details(status, "too-many-requests", "That was too many requests in a short time. Wait a minute."),
        StatusCodes.Status503ServiceUnavailable => Details(status, "unavailable", "The server cannot reach its database. Try again in a moment."),
        >= 400 and < 500 => Details(status, "invalid", "The request is not understood."),
        _ => Details(status, "failure", "The server could not do this. Quote the trace id when you ask for help."),
    };

    public static Task WriteAsync(HttpContext context, ProblemDetails details)
    {
        context.Response.StatusCode = details.Status!.Value;
        return context.Response.WriteAsJsonAsync(details, options: null, ContentType, context.RequestAborted);
    }

    private static ProblemDetails Details(int status, string code, string detail) => new()
    {
        Type = "about:blank",
        Status = status,
        Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
        Detail = detail,
        Extensions = { ["code"] = code, ["traceId"] = Activity.Current?.TraceId.ToHexString() },
    };
}
