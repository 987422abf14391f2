package dev.descent.lab.web;

import java.util.List;

/// The server's half of a page: what it can ask. The other half is `site/pages/SLUG.js`.
public interface Page {

    /// Its name in addresses: `first-steps`.
    String slug();

    /// What it can ask.
    List<Question> questions();
}
