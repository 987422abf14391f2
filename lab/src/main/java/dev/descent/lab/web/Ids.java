package dev.descent.lab.web;

import java.util.regex.Pattern;

/// Names under which pages know things of this machine. No path ever comes from a page: an id is looked up among those
/// that the laboratory gave out, and has no character with which a path could be left.
public final class Ids {

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");

    private Ids() {
    }

    /// Whether a text can be an id.
    public static boolean isOne(String text) {
        return ID.matcher(text).matches();
    }
}
