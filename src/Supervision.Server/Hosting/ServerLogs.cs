namespace Supervision.Server.Hosting;

internal static class ServerLogs
{
    /// <summary>Lines for people on one's own machine, JSON for machines elsewhere. The frameworks speak up only when something is wrong.</summary>
    public static void Configure(ILoggingBuilder logging, IConfiguration configuration, ServerSettings settings)
    {
        logging.ClearProviders();
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // It says at each start that keys are kept unencrypted; deploy/README.md says what follows from it.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // It logs the exceptions of hub calls whole; LiveFailures says what went wrong without them.
        logging.AddFilter("Microsoft.AspNetCore.SignalR", LogLevel.None);
        // Its messages repeat SQL.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        if (settings.IsDevelopment || settings.ConnectionString is null)
        {
            logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
        }
        else
        {
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "O"));
        }
    }
}
