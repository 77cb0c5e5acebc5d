namespace Supervision.Server.Hosting.Postgres;

/// <summary>The database ended while starting; the message is its last word.</summary>
internal sealed class PostmasterException : Exception
{
    public PostmasterException(string message)
        : base(message)
    {
    }

    public PostmasterException()
    {
    }

    public PostmasterException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public bool MayPass => IsOfLeftovers || IsOfAddress;

    /// <summary>Another program took the port between our choosing it and the start.</summary>
    public bool IsOfAddress => Message.Contains("could not create any", StringComparison.Ordinal);

    /// <summary>Processes of a killed database take a moment to notice, and hold its shared memory until then.</summary>
    private bool IsOfLeftovers => Message.Contains("shared memory block", StringComparison.Ordinal);
}
