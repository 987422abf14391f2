package dev.descent.lab.pages;

import dev.descent.data.Table;
import org.jspecify.annotations.Nullable;

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

    /// The table that a command line calls so; null where it is none of these.
    @Nullable
    Table called(String argument);
}
