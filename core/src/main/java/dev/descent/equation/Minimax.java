package dev.descent.equation;

/// The numbers in [Elementary]'s float functions, shared with their vector twin so that the two cannot drift apart.
/// `EXP_3` is the coefficient of the third power in exp's polynomial; constants that need more than a float's 24 bits
/// stand in parts. Nobody else needs them.
public final class Minimax {

    private Minimax() {
    }

    // exp: 2ᵏ·eʳ

    /// From here on eˣ rounds to +∞.
    public static final float EXP_HIGH = 89;
    /// Up to here eˣ rounds to 0.
    public static final float EXP_LOW = -104;
    public static final float LOG2_E = 0x1.715476p0f;
    public static final float LN2_HIGH = 0x1.62e43p-1f;
    public static final float LN2_LOW = -0x1.05c61p-29f;
    /// 1.5·2²³: a float x near it has no fraction, so x + SHIFT rounds x to an integer, which stands in the low bits.
    public static final float SHIFT = 0x1.8p23f;
    public static final int SHIFT_BITS = 0x4B400000;
    public static final float EXP_0 = 0.5f;
    public static final float EXP_1 = 0x1.555554p-3f;
    public static final float EXP_2 = 0x1.5554e8p-5f;
    public static final float EXP_3 = 0x1.11131p-7f;
    public static final float EXP_4 = 0x1.6d4cdap-10f;
    public static final float EXP_5 = 0x1.9df7f2p-13f;

    // log: e·ln 2 + ln m

    /// √½ rounded down.
    public static final int ROOT_HALF_BITS = 0x3F3504F3;
    /// Subnormals are lifted by 2²³ first.
    public static final float LIFT = 0x1p23f;
    public static final float LOG_0 = 0x1.555548p-2f;
    public static final float LOG_1 = -0x1.000006p-2f;
    public static final float LOG_2 = 0x1.99a478p-3f;
    public static final float LOG_3 = -0x1.555c4ap-3f;
    public static final float LOG_4 = 0x1.233b68p-3f;
    public static final float LOG_5 = -0x1.fc2740p-4f;
    public static final float LOG_6 = 0x1.e6c298p-4f;
    public static final float LOG_7 = -0x1.de0e4cp-4f;
    public static final float LOG_8 = 0x1.147cbep-4f;

    // tanh: x + x³·P(x²) below the split

    public static final float TANH_SPLIT = 0.625f;
    /// From here on tanh rounds to 1.
    public static final float TANH_HIGH = 10;
    public static final float TANH_0 = -0x1.555524p-2f;
    public static final float TANH_1 = 0x1.1103f0p-3f;
    public static final float TANH_2 = -0x1.b7cfb6p-5f;
    public static final float TANH_3 = 0x1.4f5d72p-6f;
    public static final float TANH_4 = -0x1.696a9ap-8f;

    // erf: x + x·P(x²) below the split, −ln erfc(x) above

    public static final float ERF_SPLIT = 1;
    public static final float ERF_HIGH = 4;
    public static final float ERF_0 = 0x1.06eba8p-3f;
    public static final float ERF_1 = -0x1.81273ep-2f;
    public static final float ERF_2 = 0x1.ce2ce6p-4f;
    public static final float ERF_3 = -0x1.b7f71ap-6f;
    public static final float ERF_4 = 0x1.53f224p-8f;
    public static final float ERF_5 = -0x1.a3515ep-11f;
    public static final float ERF_6 = 0x1.4771fcp-14f;
    public static final float ERFC_0 = 0x1.5cd7bcp-12f;
    public static final float ERFC_1 = 0x1.208b1ap0f;
    public static final float ERFC_2 = 0x1.46b432p-1f;
    public static final float ERFC_3 = 0x1.a67e86p-4f;
    public static final float ERFC_4 = -0x1.661822p-6f;
    public static final float ERFC_5 = 0x1.82e8f0p-9f;
    public static final float ERFC_6 = -0x1.87b424p-13f;

    // sin and cos: x = k·π/2 + r

    /// Up to here three parts of π/2 are enough.
    public static final float CIRCLE_HIGH = 65536;
    public static final float TWO_OVER_PI = 0x1.45f306p-1f;
    public static final float HALF_PI_1 = 0x1.921fb6p0f;
    public static final float HALF_PI_2 = -0x1.777a5cp-25f;
    public static final float HALF_PI_3 = -0x1.ee59dap-50f;
    public static final float SIN_0 = -0x1.555546p-3f;
    public static final float SIN_1 = 0x1.11077cp-7f;
    public static final float SIN_2 = -0x1.9955aep-13f;
    public static final float COS_0 = 0x1.55554ap-5f;
    public static final float COS_1 = -0x1.6c0c1ap-10f;
    public static final float COS_2 = 0x1.99e0ecp-16f;
}
