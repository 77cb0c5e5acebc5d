namespace Supervision.Server.Sealing;

/// <summary>What a data key is for; each has one of its own, so that each can be destroyed alone.</summary>
internal enum KeyKind
{
    /// <summary>What a group says and reads of one case.</summary>
    Case,

    /// <summary>What one person writes for themselves.</summary>
    Author,

    /// <summary>What is said in one session and ends with it.</summary>
    Session,

    /// <summary>Marks of texts that were brought into a group, by which a second import of the same is known.</summary>
    Imports,
}

/// <param name="Id">Of the case, person, session or group.</param>
internal readonly record struct KeyScope(KeyKind Kind, Guid Id);
