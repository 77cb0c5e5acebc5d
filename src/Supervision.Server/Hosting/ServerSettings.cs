using Supervision.Server.Features.Readers;
using Supervision.Server.Http;
using Supervision.Server.Identity.Keys;
using Supervision.Server.Identity.SignedIn;
using Supervision.Server.Mailing;
using Supervision.Server.Sealing;

namespace Supervision.Server.Hosting;

/// <summary>What can be set, below <c>Supervision:</c> in the environment, a settings file or on the command line.</summary>
internal sealed record ServerSettings
{
    /// <summary>Where the server's own database keeps its data; null for the platform's usual place.</summary>
    public string? Data { get; init; }

    /// <summary>The server's own database keeps nothing.</summary>
    public bool Ephemeral { get; init; }

    /// <summary>The bin folder of the PostgreSQL to use for it; null for the one that came with the server.</summary>
    public string? PostgresBinaries { get; init; }

    /// <summary>Demonstration mode; null for the default.</summary>
    public bool? Demonstration { get; init; }

    public RequestLimits Limits { get; init; } = new();

    public KeySettings DataProtection { get; init; } = new();

    public KeyringSettings Keys { get; init; } = new();

    public MailSettings Mail { get; init; } = new();

    /// <summary>Where people find the server, for links in letters: <c>https://supervision.example.org</c>.</summary>
    public string? Address { get; init; }
    public SessionLimits Sessions { get; init; } = new();
    public BulkOpeningLimits BulkOpening { get; init; } = new();

    /// <summary>An outside database; null when the server starts its own.</summary>
    public string? ConnectionString { get; init; }

    public bool IsDevelopment { get; init; }

    /// <summary>On one's own machine: in development, or with a database of its own.</summary>
    public bool IsOwnMachine => IsDevelopment || ConnectionString is null;

    /// <summary>Invented people and cases, whose passwords are told to everyone. On an outside database only when asked for, or in development.</summary>
    public bool IsDemonstration => Demonstration ?? (ConnectionString is null || IsDevelopment);

    public static ServerSettings Of(IConfiguration configuration, IHostEnvironment environment) =>
        (configuration.GetSection("Supervision").Get<ServerSettings>() ?? new()) with
        {
            ConnectionString = configuration.GetConnectionString("Supervision") is { Length: > 0 } given ? given : null,
            IsDevelopment = environment.IsDevelopment(),
        };
}
