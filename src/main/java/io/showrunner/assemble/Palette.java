package io.showrunner.assemble;

import java.awt.Color;

/** The colours of a contact sheet. */
final class Palette {
    static final Color PAGE = new Color(0x0E1116);
    static final Color CARD = new Color(0x171B22);
    static final Color WELL = new Color(0x0A0C10);
    static final Color LINE = new Color(0x2A303A);
    static final Color TEXT = new Color(0xECEFF4);
    static final Color QUIET = new Color(0x98A2B3);
    static final Color GOOD = new Color(0x7FB69A);
    static final Color CARE = new Color(0xE2B04A);
    static final Color BAD = new Color(0xE27D6B);

    private Palette() {}
}
