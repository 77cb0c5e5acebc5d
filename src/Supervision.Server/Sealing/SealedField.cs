using System.Text;
using Supervision.EventStore.Appending;

namespace Supervision.Server.Sealing;

/// <summary>Where a sealed text belongs. It opens nowhere else: moved to another tenant, stream or field, it is as if it had been tampered with.</summary>
/// <param name="Name">The field; where a stream holds many of a kind, with the id of what it is a field of.</param>
internal readonly record struct SealedField(StreamKey Stream, string Name)
{
    public byte[] Bound => Encoding.UTF8.GetBytes($"{Stream.Tenant}\n{Stream.Id:n}\n{Name}");
}
