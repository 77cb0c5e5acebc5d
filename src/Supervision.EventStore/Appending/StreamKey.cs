namespace Supervision.EventStore.Appending;

/// <summary>Names a stream: the tenant it belongs to and its id there.</summary>
/// <param name="Tenant">The tenant: letters, digits, dash, underscore and <c>*</c> only.</param>
/// <param name="Id">The stream's id, unique in its tenant.</param>
public readonly record struct StreamKey(string Tenant, Guid Id);
