using HunyuanVideo.Vae;

namespace HunyuanVideo.Training.Planning;

/// <summary>Arithmetic of the VAE: a 3×3×3 convolution from a to b channels costs 54 a b for each voxel that comes out. Source: spec training §14.4.</summary>
internal sealed class VaeWork
{
    private const double Taps = 27;

    private double _frames;
    private double _height;
    private double _width;
    private double _flops;
    private double _places;

    private double Voxels => _frames * _height * _width;

    /// <summary>Work of encoding and decoding a batch.</summary>
    public static StepWork Of(VaeConfig config, int batch, int frames, int height, int width, PlanOptions options)
    {
        var work = new VaeWork { _frames = frames, _height = height, _width = width };
        work.Encode(config);
        work.Decode(config);
        return new StepWork(batch * work._flops, StepWork.Training, batch * work._places * options.KeptInConvolution, batch * work._places * options.KeptFloatsInConvolution);
    }

    private void Encode(VaeConfig config)
    {
        var widths = config.BlockOutChannels;
        Convolve(config.InChannels, widths[0]);
        for (var block = 0; block < config.BlockCount; block++)
        {
            Residuals(widths[Math.Max(block - 1, 0)], widths[block], config.LayersPerBlock);
            if (config.ResamplingFactors(block) is var (time, space) && (time, space) != (1, 1))
            {
                Resize(frames => ((frames - 1) / time) + 1, side => side / space);
                Convolve(widths[block], widths[block]);
            }
        }

        Middle(config);
        Convolve(widths[^1], 2 * config.LatentChannels);
    }

    private void Decode(VaeConfig config)
    {
        int[] widths = [.. config.BlockOutChannels.Reverse()];
        Convolve(config.LatentChannels, widths[0]);
        Middle(config);
        for (var block = 0; block < config.BlockCount; block++)
        {
            Residuals(widths[Math.Max(block - 1, 0)], widths[block], config.LayersPerBlock + 1);
            if (config.ResamplingFactors(block) is var (time, space) && (time, space) != (1, 1))
            {
                Resize(frames => ((frames - 1) * time) + 1, side => side * space);
                Convolve(widths[block], widths[block]);
            }
        }

        Convolve(widths[^1], config.OutChannels);
    }

    private void Residuals(int from, int to, int count)
    {
        for (var layer = 0; layer < count; layer++)
        {
            var input = layer == 0 ? from : to;
            Convolve(input, to);
            Convolve(to, to);
            _flops += input == to ? 0 : 2.0 * input * to * Voxels;
        }
    }

    private void Middle(VaeConfig config)
    {
        var width = config.BlockOutChannels[^1];
        Residuals(width, width, 2);
        if (config.HasMidAttention)
        {
            var tokens = Voxels;
            _flops += (2 * 4.0 * width * width * tokens) + (4 * tokens * tokens * width);
            _places += 2 * width * tokens;
        }
    }

    private void Convolve(int from, int to)
    {
        _flops += 2 * Taps * from * to * Voxels;
        _places += from * Voxels;
    }

    private void Resize(Func<double, double> frames, Func<double, double> side) => (_frames, _height, _width) = (frames(_frames), side(_height), side(_width));
}
