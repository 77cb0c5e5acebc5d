using System.Text.Json.Serialization;

namespace Supervision.Server.Mailing;

/// <summary>How the connection to the mail server is protected.</summary>
internal enum MailTls
{
    /// <summary>Encrypted before anything is said on port 465, by STARTTLS on any other; refused if the server cannot.</summary>
    Required,

    /// <summary>In clear, for a mail server on the same machine.</summary>
    None,
}

/// <summary>The mail server; settings below <c>Supervision:Mail</c>.</summary>
internal sealed record MailSettings
{
    /// <summary>Null for none: in development letters then go into a folder.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    public MailTls Tls { get; init; }

    public string? User { get; init; }

    [JsonIgnore]
    public string? Password { get; init; }

    /// <summary>Whom letters come from: an address, or a name with an address in angle brackets.</summary>
    public string From { get; init; } = "Supervision <supervision@localhost>";

    /// <summary>Where letters go in development; null for a folder of its own.</summary>
    public string? Folder { get; init; }

    public override string ToString() => nameof(MailSettings);
}
