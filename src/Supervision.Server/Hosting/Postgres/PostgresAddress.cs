using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Supervision.Server.Hosting.Postgres;

/// <summary>
/// Where the database listens: on a socket in a folder that only its account may enter, and where the platform or the file
/// system has no such sockets, or the path is too long for one, on a free port of the loopback interface.
/// </summary>
internal sealed record PostgresAddress(string? SocketFolder, int Port)
{
    // With a socket the port only names the file.
    private const int SocketPort = 5432;

    public string PortText => Port.ToString(CultureInfo.InvariantCulture);

    public static PostgresAddress Choose(string socketFolder) =>
        !OperatingSystem.IsWindows() && TakesSockets(socketFolder) ? new(socketFolder, SocketPort) : Loopback();

    public static PostgresAddress Loopback()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new(SocketFolder: null, ((IPEndPoint)listener.LocalEndpoint).Port);
    }

    public string ConnectionString(string database, string user, string password, bool pooling = true) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = SocketFolder ?? IPAddress.Loopback.ToString(),
            Port = Port,
            Database = database,
            Username = user,
            Password = password,
            Pooling = pooling,
        }.ConnectionString;

    private static bool TakesSockets(string folder)
    {
        // As long as the name that PostgreSQL will use, with the suffix of its lock file.
        var path = Path.Combine(folder, $".s.PGSQL.{SocketPort}.try");
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (Exception failure) when (failure is SocketException or ArgumentOutOfRangeException)
        {
            return false;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
