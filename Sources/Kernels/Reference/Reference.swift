/// Every operation of the networks as plain loops, generic over the scalar: they say what is right, and the fast
/// kernels are held to them.
///
/// Maps are NCHW, weights OIHW or `[outputs, inputs]`. In `Double` they serve gradient checks by finite differences.
/// Each function is specialized for `Float` and `Double`, because an unspecialized generic loop is some hundred times
/// slower; it works for any other binary floating-point type too.
public enum Reference {}
