package io.showrunner.assemble;

import java.awt.Color;

/** The colours of what is drawn of a story. */
public final class Palette {
    public static final Color PAGE = new Color(0x0E1116);
    public static final Color CARD = new Color(0x171B22);
    public static final Color WELL = new Color(0x0A0C10);
    public static final Color LINE = new Color(0x2A303A);
    public static final Color TEXT = new Color(0xECEFF4);
    public static final Color QUIET = new Color(0x98A2B3);
    public static final Color GOOD = new Color(0x7FB69A);
    public static final Color CARE = new Color(0xE2B04A);
    public static final Color BAD = new Color(0xE27D6B);

    private Palette() {}
}
