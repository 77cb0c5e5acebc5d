using System.Security.Cryptography;
using System.Text;

namespace Supervision.Server.Sealing;

/// <summary>A data key as it is stored: wrapped by a secret of the institute.</summary>
/// <param name="Epoch">Which secret.</param>
/// <param name="Generation">Counts the scope's keys, from 1.</param>
internal sealed record WrappedKey(Guid Id, KeyScope Scope, int Epoch, byte[] Box, int Generation = 1)
{
    public static WrappedKey Wrap(string tenant, Guid id, KeyScope scope, int epoch, ReadOnlySpan<byte> epochSecret, ReadOnlySpan<byte> key, int generation = 1) =>
        new(id, scope, epoch, Sealing.Box.Seal(epochSecret, key, BoundTo(tenant, id)), generation);

    /// <exception cref="CryptographicException">The secret is another, or this was changed.</exception>
    public byte[] Unwrap(string tenant, ReadOnlySpan<byte> epochSecret) => Sealing.Box.Open(epochSecret, Box, BoundTo(tenant, Id));

    public override string ToString() => $"{nameof(WrappedKey)} {Id}";

    private static byte[] BoundTo(string tenant, Guid id) => Encoding.UTF8.GetBytes($"data-key\n{tenant}\n{id:n}");
}
