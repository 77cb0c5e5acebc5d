using Microsoft.Extensions.DependencyInjection;
using Supervision.Server.Mailing;

namespace Supervision.Server.Tests.Mailing;

public sealed class SendingALetter(TestServer test)
{
    private static readonly Mail Letter = new("leila@example.org", "A new password", "Follow this link:\n\nhttps://supervision.example/reset#abc\n\n.\nGrüße\n");

    [Fact]
    public async Task A_mail_server_is_given_it_whole()
    {
        await using var mailbox = new Mailbox();
        await new SmtpMailer(new() { Host = "127.0.0.1", Port = mailbox.Port, Tls = MailTls.None, From = "Supervision <from@institute.example>", User = "user", Password = "secret" })
            .SendAsync(Letter, TestContext.Current.CancellationToken);
        var received = await mailbox.TakeAsync();

        Assert.StartsWith("MAIL FROM:<from@institute.example>", received.From, StringComparison.Ordinal);
        Assert.StartsWith("RCPT TO:<leila@example.org>", received.To, StringComparison.Ordinal);
        Assert.Equal("user secret", received.Login);
        Assert.Contains("Subject: A new password\n", received.Content, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated\n", received.Content, StringComparison.Ordinal);
        Assert.Equal("abc", received.Token);
    }

    [Fact]
    public async Task It_is_not_sent_in_clear_unless_that_is_said()
    {
        await using var mailbox = new Mailbox();
        var mailer = new SmtpMailer(new() { Host = "127.0.0.1", Port = mailbox.Port });

        await Assert.ThrowsAsync<NotSupportedException>(() => mailer.SendAsync(Letter, TestContext.Current.CancellationToken));
        Assert.False(mailbox.TryTake(out _));
    }

    [Fact]
    public async Task A_mail_server_that_hangs_up_is_tried_again()
    {
        await using var mailbox = new Mailbox();
        await using var server = await test.StartAsync([.. mailbox.Settings, "--Logging:LogLevel:Default=None"]);
        mailbox.HangUpOn(1);
        server.Services.GetRequiredService<Postman>().Post((_, _) => Task.FromResult<Mail?>(Letter));

        Assert.Contains("leila@example.org", (await mailbox.TakeAsync()).To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_cannot_be_written_does_not_keep_the_next()
    {
        await using var mailbox = new Mailbox();
        await using var server = await test.StartAsync([.. mailbox.Settings, "--Logging:LogLevel:Default=None"]);
        var postman = server.Services.GetRequiredService<Postman>();
        postman.Post((_, _) => throw new InvalidOperationException("On purpose."));
        postman.Post((_, _) => Task.FromResult<Mail?>(Letter));

        await mailbox.TakeAsync();
    }

    [Fact]
    public async Task In_development_a_page_shows_it_with_its_link_and_nothing_as_markup()
    {
        await using var server = await test.StartAsync();
        await server.Services.GetRequiredService<IMailer>().SendAsync(Letter with { Subject = "<b>Bold</b>" }, TestContext.Current.CancellationToken);
        using var visitor = server.Visitor();
        var page = await visitor.GetStringAsync("/development/mail", TestContext.Current.CancellationToken);

        Assert.Contains("<a href=\"https://supervision.example/reset#abc\">", page, StringComparison.Ordinal);
        Assert.Contains("To leila@example.org", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elsewhere_there_is_no_such_page()
    {
        await using var server = await test.StartAsync("--environment=Production", "--Logging:LogLevel:Default=None");
        using var visitor = server.Visitor();
        using var answer = await visitor.GetAsync("/development/mail", TestContext.Current.CancellationToken);

        Assert.DoesNotContain("What would have been sent", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
