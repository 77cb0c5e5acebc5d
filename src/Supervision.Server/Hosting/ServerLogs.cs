using Microsoft.Extensions.Logging.Console;

namespace Supervision.Server.Hosting;

internal static class ServerLogs
{
    /// <summary>Lines for people on one's own machine, JSON for machines elsewhere. The frameworks speak up only when something is wrong.</summary>
    public static void Configure(ILoggingBuilder logging, IConfiguration configuration, ServerSettings settings)
    {
        logging.ClearProviders();
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // It would warn of unencrypted keys on one's own machine too; SealingAtStart says so where it matters.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // It logs the exceptions of hub calls whole; LiveFailures says what went wrong without them.
        logging.AddFilter("Microsoft.AspNetCore.SignalR", LogLevel.None);
        // They log whole addresses, of which the hub's may carry a token and a provider's a code. Said for the provider of the log, so
        // that no setting of a shorter name undoes it.
        logging.AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        logging.AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore.Http.Result", LogLevel.Warning);
        // Its messages repeat SQL.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        if (settings.IsOwnMachine)
        {
            logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
        }
        else
        {
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "O"));
        }
    }
}
