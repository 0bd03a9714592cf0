namespace HunyuanVideo.Tokenizers;

/// <summary>The two tokenizers of the model's text side.</summary>
public enum TokenizerKind
{
    /// <summary>Llama 3: case kept, white space kept (<see cref="LlamaTokenizer"/>).</summary>
    Llama,

    /// <summary>CLIP: lower case, words end with <c>&lt;/w&gt;</c> (<see cref="ClipTokenizer"/>).</summary>
    Clip,
}
