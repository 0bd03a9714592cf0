namespace HunyuanVideo.Curation.Materialise;

/// <summary>Copies a stretch of a stream.</summary>
internal static class StreamParts
{
    private const int BufferBytes = 1 << 18;

    /// <summary>Copies <paramref name="length"/> bytes from where the source stands.</summary>
    public static void Copy(Stream source, Stream target, long length)
    {
        var buffer = new byte[BufferBytes];
        while (length > 0)
        {
            var count = source.Read(buffer, 0, (int)Math.Min(buffer.Length, length));
            if (count == 0)
            {
                throw new EndOfStreamException("an archive ends inside a member.");
            }

            target.Write(buffer, 0, count);
            length -= count;
        }
    }
}
