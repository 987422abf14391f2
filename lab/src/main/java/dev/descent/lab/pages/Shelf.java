package dev.descent.lab.pages;

import dev.descent.data.Table;

/// Data by the ids that pages know them by.
public interface Shelf {

    /// The table.
    ///
    /// @throws dev.descent.common.DescentException (usage) where there is none
    Table table(String id);

    /// What people call it.
    String name(String id);

    /// What a command line calls it; never told to a page.
    String argument(String id);
}
