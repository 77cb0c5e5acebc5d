using System.Globalization;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Npgsql;
using Supervision.Server.Hosting.Postgres;

namespace Supervision.Server.Tests.Hosting.Postgres;

public class BeingPrivate
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Where_there_are_sockets_it_listens_on_one_in_a_closed_folder_and_nowhere_else()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows the database listens on the loopback interface.");
        using var folder = new TemporaryFolder();
        await using var database = await Starting.InAsync(folder);

        Assert.Equal("", await Notes.ScalarAsync(database.ConnectionString, "SHOW listen_addresses"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(database.Folder.Sockets));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(database.Folder.Data));
        foreach (var password in Directory.EnumerateFiles(database.Folder.Home, "*.password"))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(password) & Others);
        }
    }

    [Fact]
    public async Task Where_the_path_is_too_long_for_a_socket_it_listens_on_the_loopback_interface_only()
    {
        using var folder = new TemporaryFolder();
        var deep = Path.Combine(folder.FullPath, "a-folder-with-a-name-so-long-that-no-socket-can-be-made-in-it", "because-its-path-has-more-than-a-hundred-bytes");
        ServerFolder.Create(Path.GetDirectoryName(deep)!);
        await using var database = await Starting.InAsync(deep);
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString);

        Assert.Equal("127.0.0.1", address.Host);
        Assert.Equal("127.0.0.1", await Notes.ScalarAsync(database.ConnectionString, "SHOW listen_addresses"));
        Assert.Equal(address.Port.ToString(CultureInfo.InvariantCulture), await Notes.ScalarAsync(database.ConnectionString, "SHOW port"));
        using var client = new TcpClient();
        // Another address of the same machine, which a server on all interfaces would answer on.
        await Assert.ThrowsAnyAsync<SocketException>(() => client.ConnectAsync("127.0.0.2", address.Port, TestContext.Current.CancellationToken).AsTask());
    }
}
