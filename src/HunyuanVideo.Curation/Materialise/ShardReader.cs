namespace HunyuanVideo.Curation.Materialise;

/// <summary>Lists the members of an archive; trusts nothing in it.</summary>
internal static class ShardReader
{
    /// <summary>Name, first byte and length of each member.</summary>
    /// <exception cref="InputException">Damaged or cut short.</exception>
    public static IReadOnlyList<ShardMember> Members(Stream archive, string place)
    {
        var members = new List<ShardMember>();
        var header = new byte[UstarHeader.BlockBytes];
        archive.Position = 0;
        while (archive.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length)
        {
            if (UstarHeader.Read(header, place) is not { } member)
            {
                return members;
            }

            members.Add(new ShardMember(member.Name, archive.Position, member.Length));
            archive.Position += member.Length + UstarHeader.Padding(member.Length);
            if (archive.Position > archive.Length)
            {
                break;
            }
        }

        throw new InputException($"{place}: the archive ends before its end mark; {SetFiles.Mend}");
    }
}
