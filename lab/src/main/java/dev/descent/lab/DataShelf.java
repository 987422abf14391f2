package dev.descent.lab;

import dev.descent.common.DescentException;
import dev.descent.data.Bundled;
import dev.descent.data.Column;
import dev.descent.data.Table;
import dev.descent.lab.pages.Shelf;
import dev.descent.readers.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The data that pages may see, by opaque ids: bundled tables, the files named at start, and what was uploaded. Pages
/// know ids, names and numbers of columns; where a file lies stays here.
///
/// A table is kept as long as there is memory for it, and read again when it is asked for.
final class DataShelf implements Shelf {

    /// Bundled data are the same whatever a page's seed is.
    private static final long BUNDLED_SEED = 1;
    static final List<Bundled> SHOWN = List.of(Bundled.LINE, Bundled.ROOMS);

    private final List<Item> entries = new CopyOnWriteArrayList<>();
    private final Uploads uploads;
    private final Map<String, Table> tables = new AbstractMap<>() {

        @Override
        public @Nullable Table get(@Nullable Object id) {
            for (Item entry : entries) {
                if (entry.id.equals(id)) {
                    return entry.table();
                }
            }
            return null;
        }

        @Override
        public Set<Map.Entry<String, Table>> entrySet() {
            Set<Map.Entry<String, Table>> all = new LinkedHashSet<>();
            entries.forEach(entry -> all.add(Map.entry(entry.id, entry.table())));
            return all;
        }

        @Override
        public Set<String> keySet() {
            Set<String> ids = new LinkedHashSet<>();
            entries.forEach(entry -> ids.add(entry.id));
            return ids;
        }
    };

    /// One of them.
    private static final class Item {
        private final String id;
        private final String name;
        /// What a command line calls it.
        private final String argument;
        private final boolean own;
        private final int rows;
        private final List<String> numeric;
        private final @Nullable Table pinned;
        private SoftReference<Table> read;

        Item(String id, String name, String argument, boolean own, Table table, boolean pinned) {
            this(id, name, argument, own, table.rows(), table.columns().stream().filter(
                    Column.Numeric.class::isInstance).map(Column::name).toList(), pinned ? table : null);
            read = new SoftReference<>(table);
        }

        Item(String id, String name, String argument, boolean own, int rows, List<String> numeric,
                @Nullable Table pinned) {
            this.id = id;
            this.name = name;
            this.argument = argument;
            this.own = own;
            this.rows = rows;
            this.numeric = List.copyOf(numeric);
            this.pinned = pinned;
            read = new SoftReference<>(null);
        }

        synchronized Table table() {
            if (pinned != null) {
                return pinned;
            }
            Table table = read.get();
            if (table == null) {
                table = Csv.read(Path.of(argument));
                read = new SoftReference<>(table);
            }
            return table;
        }
    }

    private DataShelf(Uploads uploads) {
        this.uploads = uploads;
    }

    /// Reads the files, and remembers what was uploaded before.
    ///
    /// @param home where uploads are kept
    /// @throws DescentException (data) where a named file cannot be read
    static DataShelf of(List<Path> files, Path home) {
        DataShelf shelf = new DataShelf(new Uploads(home.resolve("data")));
        for (Bundled bundled : SHOWN) {
            if (bundled.load(BUNDLED_SEED) instanceof Table table) {
                shelf.entries.add(new Item(bundled.word(), bundled.word(), bundled.word(), false, table, true));
            }
        }
        for (Path file : files) {
            Table table = Csv.read(file);
            shelf.entries.add(new Item(id(file, shelf.entries.size() - SHOWN.size() + 1), table.name(),
                    file.toAbsolutePath().normalize().toString(), true, table, false));
        }
        shelf.uploads.kept().forEach(kept -> shelf.entries.add(new Item(kept.id(), kept.name(), kept.file().toString(),
                true, kept.rows(), kept.numeric(), null)));
        return shelf;
    }

    /// The tables by id, in order; what is uploaded later is seen here too.
    Map<String, Table> tables() {
        return tables;
    }

    @Override
    public Table table(String id) {
        Table table = tables.get(id);
        if (table == null) {
            throw DescentException.usage("There is no data \"" + id + "\" in this laboratory; there are "
                    + String.join(", ", tables.keySet()) + ".");
        }
        return table;
    }

    @Override
    public String name(String id) {
        return entry(id).name;
    }

    @Override
    public String argument(String id) {
        return entry(id).argument;
    }

    @Override
    public @Nullable Table called(String argument) {
        return entries.stream().filter(entry -> entry.argument.equals(argument)).findFirst().map(Item::table)
                .orElse(null);
    }

    private Item entry(String id) {
        return entries.stream().filter(entry -> entry.id.equals(id)).findFirst()
                .orElseThrow(() -> DescentException.usage("There is no data \"" + id + "\" in this laboratory."));
    }

    /// Takes an upload.
    ///
    /// @param name what the person calls it
    /// @return its line of the index
    /// @throws DescentException (data) where it is no table: the reader's message
    Map<String, Object> take(InputStream body, String name) throws IOException {
        Uploads.Kept kept = uploads.take(body, name);
        Item known = entries.stream().filter(entry -> entry.id.equals(kept.id())).findFirst().orElse(null);
        if (known == null) {
            known = new Item(kept.id(), kept.name(), kept.file().toString(), true, kept.rows(), kept.numeric(), null);
            entries.add(known);
        }
        return line(known);
    }

    /// What pages are told: id, name, rows and the names of columns with numbers.
    List<Map<String, Object>> index() {
        return entries.stream().map(DataShelf::line).toList();
    }

    private static Map<String, Object> line(Item entry) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", entry.id);
        line.put("name", entry.name);
        line.put("rows", entry.rows);
        line.put("numeric", entry.numeric);
        line.put("own", entry.own);
        return line;
    }

    /// What pages call a file.
    ///
    /// @param number its place among those named at start, from 1
    static String id(Path file, int number) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).replaceFirst("\\.[a-z]+(\\.gz)?$", "")
                .replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return (name.length() > 40 ? name.substring(0, 40) : name) + "-" + number;
    }
}
