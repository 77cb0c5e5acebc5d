namespace Supervision.Server.Mailing;

internal static class MailingModule
{
    public static void AddMailing(this IServiceCollection services) =>
        services.AddSingleton<IMailer>(provider => new FolderMailer(Path.Combine(Path.GetTempPath(), "supervision-mail"), provider.GetRequiredService<TimeProvider>()));
}
