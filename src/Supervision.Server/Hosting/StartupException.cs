namespace Supervision.Server.Hosting;

/// <summary>The server cannot start for a reason its operator can mend. The message is one plain sentence or two, shown without a stack trace.</summary>
internal sealed class StartupException : Exception
{
    public StartupException(string message)
        : base(message)
    {
    }

    public StartupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public StartupException()
        : this("The server cannot start.")
    {
    }
}
