using Supervision.Server.Hosting;

namespace Supervision.Server.Mailing;

internal static class MailingModule
{
    public static void AddMailing(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<Postman>();
        services.AddHostedService(provider => provider.GetRequiredService<Postman>());
        if (settings.Mail.Host is { Length: > 0 })
        {
            services.AddSingleton<IMailer>(new SmtpMailer(settings.Mail));
        }
        else if (settings.IsOwnMachine)
        {
            services.AddSingleton(provider => new FolderMailer(settings.Mail.Folder, provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<IMailer>(provider => provider.GetRequiredService<FolderMailer>());
        }
        else
        {
            services.AddSingleton<IMailer, NoMailer>();
        }
    }

    /// <summary>There is a page only where letters go into a folder.</summary>
    public static void MapMailing(this WebApplication app)
    {
        if (app.Services.GetService<IServiceProviderIsService>()!.IsService(typeof(FolderMailer)))
        {
            app.MapDevelopmentMail();
        }
    }
}
