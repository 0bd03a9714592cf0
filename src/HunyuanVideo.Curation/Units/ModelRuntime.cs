using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace HunyuanVideo.Curation.Units;

/// <summary>
/// ONNX Runtime as models are run here: from 1.29 on its builds for Linux tell their maker of every model that is opened, with names and hashes,
/// unless a variable of the environment says no before anything else of it is touched.
/// </summary>
internal static partial class ModelRuntime
{
    static ModelRuntime()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetVariable("ORT_DISABLE_TELEMETRY", "1", overwrite: 1);     // .NET keeps a copy of the environment: what it sets there no library sees
        }

        OrtEnv.Instance().DisableTelemetryEvents();
    }

    /// <summary>Options of a loaded model; the first call is the first of ONNX Runtime.</summary>
    /// <param name="threads">Threads of one run.</param>
    /// <param name="severity">Least severity of what it says on stderr.</param>
    public static SessionOptions Options(int threads, OrtLoggingLevel severity = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR) =>
        new() { IntraOpNumThreads = threads, InterOpNumThreads = 1, LogSeverityLevel = severity };

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
