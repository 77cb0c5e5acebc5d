using System.Net;

namespace Supervision.Server.Identity.Providers;

/// <summary>Which addresses lie in the open internet. A server that fetches what others name must not be led into its own network.</summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Reserved =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            // Within the global unicast of IPv6: documentation, and what carries an IPv4 address of anywhere.
            "2001:db8::/32", "2001::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static bool Contain(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily is System.Net.Sockets.AddressFamily.InterNetwork || GlobalUnicast.Contains(plain))
            && !Reserved.Any(network => network.Contains(plain));
    }
}
