// Compiled twice: as an inline MSBuild task (LibTorch.targets) and, with NATIVE_TESTS defined, into the tests.
using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace HunyuanVideo.Build
{
    /// <summary>
    /// Turns one symbol-version requirement of a 64-bit little-endian ELF library into a weak one, so that the
    /// loader accepts a C++ runtime without that version. Refuses when a relocation really uses a symbol of it.
    /// </summary>
    public static class GlibcxxRequirement
    {
        private const int SectionDynamicSymbols = 11;
        private const int SectionRela = 4;
        private const int SectionVersionNeeds = 0x6ffffffe;
        private const int SectionVersionSymbols = 0x6fffffff;
        private const ushort Weak = 2;

        /// <summary>Weakens <paramref name="version"/> in <paramref name="image"/>; false when nothing needed a change.</summary>
        /// <exception cref="InvalidDataException">Not an ELF64 file, damaged, or a relocation uses the version.</exception>
        public static bool Weaken(byte[] image, string version)
        {
            var sections = ReadSections(image);
            var changed = false;
            foreach (var needs in sections)
            {
                if (needs.Type != SectionVersionNeeds)
                {
                    continue;
                }

                foreach (var entry in VersionEntries(image, needs, sections[needs.Link]))
                {
                    if (entry.Name != version || (entry.Flags & Weak) != 0)
                    {
                        continue;
                    }

                    RefuseIfRelocated(image, sections, entry.Index, version);
                    Write16(image, entry.FlagsAt, (ushort)(entry.Flags | Weak));
                    changed = true;
                }
            }

            return changed;
        }

        private static List<Section> ReadSections(byte[] image)
        {
            if (image.Length < 64 || image[0] != 0x7f || image[1] != 'E' || image[2] != 'L' || image[3] != 'F'
                || image[4] != 2 || image[5] != 1)
            {
                throw new InvalidDataException("not a 64-bit little-endian ELF file.");
            }

            var at = Read64(image, 0x28);
            var size = Read16(image, 0x3a);
            var count = Read16(image, 0x3c);
            var sections = new List<Section>();
            for (var i = 0; i < count; i++)
            {
                var header = at + ((long)i * size);
                sections.Add(new Section
                {
                    Type = (int)Read32(image, header + 4),
                    Offset = Read64(image, header + 24),
                    Size = Read64(image, header + 32),
                    Link = (int)Read32(image, header + 40),
                });
            }

            return sections;
        }

        private static List<VersionEntry> VersionEntries(byte[] image, Section needs, Section names)
        {
            var entries = new List<VersionEntry>();
            var need = needs.Offset;
            while (true)
            {
                int auxiliaries = Read16(image, need + 2);
                var auxiliary = need + Read32(image, need + 8);
                for (var i = 0; i < auxiliaries; i++)
                {
                    entries.Add(new VersionEntry
                    {
                        FlagsAt = auxiliary + 4,
                        Flags = Read16(image, auxiliary + 4),
                        Index = Read16(image, auxiliary + 6),
                        Name = ReadName(image, names.Offset + Read32(image, auxiliary + 8)),
                    });
                    auxiliary += Read32(image, auxiliary + 12);
                }

                var next = Read32(image, need + 12);
                if (next == 0)
                {
                    return entries;
                }

                need += next;
            }
        }

        private static void RefuseIfRelocated(byte[] image, List<Section> sections, ushort versionIndex, string version)
        {
            var versions = sections.Find(section => section.Type == SectionVersionSymbols);
            if (versions == null)
            {
                throw new InvalidDataException("no .gnu.version section beside the version requirements.");
            }

            foreach (var relocations in sections)
            {
                // Only relocations against the dynamic symbols matter; others have no version.
                if (relocations.Type != SectionRela || sections[relocations.Link].Type != SectionDynamicSymbols)
                {
                    continue;
                }

                for (var at = relocations.Offset; at < relocations.Offset + relocations.Size; at += 24)
                {
                    var symbol = Read32(image, at + 12);
                    if (symbol != 0 && (Read16(image, versions.Offset + (symbol * 2)) & 0x7fff) == versionIndex)
                    {
                        throw new InvalidDataException(
                            "a relocation uses a symbol of " + version + "; this library needs a newer libstdc++.");
                    }
                }
            }
        }

        private static string ReadName(byte[] image, long at)
        {
            var end = Array.IndexOf(image, (byte)0, checked((int)at));
            return end < 0
                ? throw new InvalidDataException("an ELF name is not terminated.")
                : Encoding.ASCII.GetString(image, (int)at, end - (int)at);
        }

        private static ushort Read16(byte[] image, long at)
        {
            Check(image, at, 2);
            return BitConverter.ToUInt16(image, (int)at);
        }

        private static long Read32(byte[] image, long at)
        {
            Check(image, at, 4);
            return BitConverter.ToUInt32(image, (int)at);
        }

        private static long Read64(byte[] image, long at)
        {
            Check(image, at, 8);
            return BitConverter.ToInt64(image, (int)at);
        }

        private static void Write16(byte[] image, long at, ushort value)
        {
            image[at] = (byte)value;
            image[at + 1] = (byte)(value >> 8);
        }

        private static void Check(byte[] image, long at, int size)
        {
            if (at < 0 || at > image.Length - size)
            {
                throw new InvalidDataException("an ELF offset points outside the file.");
            }
        }

        private sealed class Section
        {
            public int Type { get; set; }

            public long Offset { get; set; }

            public long Size { get; set; }

            public int Link { get; set; }
        }

        private sealed class VersionEntry
        {
            public string Name { get; set; } = "";

            public long FlagsAt { get; set; }

            public ushort Flags { get; set; }

            public ushort Index { get; set; }
        }
    }

#if !NATIVE_TESTS
    /// <summary>MSBuild task: writes <see cref="Source"/> to <see cref="Destination"/> with the requirement weakened.</summary>
    public sealed class WeakenGlibcxxRequirement : Microsoft.Build.Utilities.Task
    {
        [Microsoft.Build.Framework.Required]
        public string Source { get; set; } = "";

        [Microsoft.Build.Framework.Required]
        public string Destination { get; set; } = "";

        public string Version { get; set; } = "GLIBCXX_3.4.32";

        public override bool Execute()
        {
            try
            {
                var image = File.ReadAllBytes(Source);
                GlibcxxRequirement.Weaken(image, Version);
                Directory.CreateDirectory(Path.GetDirectoryName(Destination));
                File.WriteAllBytes(Destination, image);
                return true;
            }
            catch (InvalidDataException fault)
            {
                Log.LogError("{0}: {1}", Source, fault.Message);
                return false;
            }
        }
    }
#endif
}
