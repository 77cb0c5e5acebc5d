namespace Supervision.Server.Hosting.Postgres;

/// <summary>How the server keeps its own database when it was given none.</summary>
internal sealed record EmbeddedPostgresOptions
{
    /// <summary>Whether the data must outlast a failure of the machine, and not only of the programs.</summary>
    public bool SurvivesPowerCut => !Ephemeral && Settings.GetValueOrDefault("fsync") is not "off";

    /// <summary>As configured: Supervision:Data, Supervision:Ephemeral and Supervision:PostgresBinaries.</summary>
    public static EmbeddedPostgresOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Supervision");
        return new()
        {
            DataFolder = section["Data"],
            Ephemeral = section.GetValue<bool>("Ephemeral"),
            BinariesFolder = section["PostgresBinaries"],
        };
    }

    /// <summary>Where the data stays between runs; null means the platform's usual place.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Keep nothing: a folder of its own, removed when the server stops.</summary>
    public bool Ephemeral { get; init; }

    /// <summary>The bin folder of an installed PostgreSQL; null means the one from the build, else the newest installed.</summary>
    public string? BinariesFolder { get; init; }

    /// <summary>Added to, or replacing, the settings in <see cref="PostgresConfiguration"/>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
