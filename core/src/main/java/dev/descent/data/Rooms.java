package dev.descent.data;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// The bundled data set `rooms`: prices of houses that do not exist, made so that everything about them is known.
///
/// Features are independent of each other, their ranges reach from 0–5 to 0–40,000, the price is neither linear nor
/// additive in them, its noise is normal with a known σ, and some cells are missing at random. So the best R² that
/// anybody can reach is known too: see [Ceilings].
final class Rooms {

    /// σ of the price's noise.
    private static final double NOISE = 24_000;

    private static final List<String> DISTRICTS = List.of("centre", "harbour", "hills", "north", "south");
    /// What a square metre costs in each district.
    private static final double[] SQUARE_METRE = {3_400, 2_700, 3_000, 1_700, 1_900};
    /// Which share of the houses lies in each district.
    private static final double[] SHARE = {0.18, 0.12, 0.1, 0.33, 0.27};

    private static final double MISSING_AREA = 0.03;
    private static final double MISSING_AGE = 0.05;
    private static final double MISSING_DISTRICT = 0.02;

    /// Streams of random numbers, one per column. A constant's place is part of the data, so new ones come last.
    private enum Stream {
        ROOMS, AREA, LOT, AGE, DISTANCE, DISTRICT, NOISE, AREA_MISSING, AGE_MISSING, DISTRICT_MISSING
    }

    private final long seed;

    private Rooms(long seed) {
        this.seed = seed;
    }

    /// A table of houses; row i does not depend on how many there are.
    static Table generate(long seed, int rows) {
        Rooms rooms = new Rooms(seed);
        House[] houses = IntStream.range(0, rows).mapToObj(rooms::house).toArray(House[]::new);
        boolean[] noArea = rooms.missing(Stream.AREA_MISSING, MISSING_AREA, rows);
        boolean[] noAge = rooms.missing(Stream.AGE_MISSING, MISSING_AGE, rows);
        boolean[] noDistrict = rooms.missing(Stream.DISTRICT_MISSING, MISSING_DISTRICT, rows);
        int[] districts = IntStream.range(0, rows).map(i -> noDistrict[i] ? -1 : houses[i].district).toArray();
        return new Table("rooms", List.of(numbers("rooms", rows, i -> houses[i].rooms),
                numbers("area_m2", rows, i -> noArea[i] ? Double.NaN : houses[i].area),
                numbers("lot_m2", rows, i -> houses[i].lot),
                numbers("age_years", rows, i -> noAge[i] ? Double.NaN : houses[i].age),
                numbers("distance_km", rows, i -> houses[i].distance),
                new Column.Categorical("district", DISTRICTS, districts),
                numbers("price", rows, i -> Math.rint(houses[i].price() + NOISE * rooms.noise(i)))));
    }

    /// How much of the price's variance can be explained at most.
    ///
    /// @param complete     1 − σ²/Var(price): by someone who knows the generator and every cell
    /// @param missingCells by someone who knows the generator, but not the missing cells: the mean price over what they
    ///                     may hold, by simulation
    record Ceilings(double complete, double missingCells) {
    }

    /// The ceilings, over 20,000 houses and 64 draws for each missing cell: exact to about 0.002.
    static Ceilings ceilings(long seed) {
        Rooms rooms = new Rooms(seed);
        int rows = 20_000;
        int draws = 64;
        double[] prices = new double[rows];
        double lost = 0;
        boolean[] noArea = rooms.missing(Stream.AREA_MISSING, MISSING_AREA, rows);
        boolean[] noAge = rooms.missing(Stream.AGE_MISSING, MISSING_AGE, rows);
        boolean[] noDistrict = rooms.missing(Stream.DISTRICT_MISSING, MISSING_DISTRICT, rows);
        for (int i = 0; i < rows; i++) {
            House house = rooms.house(i);
            prices[i] = house.price();
            if (noArea[i] || noAge[i] || noDistrict[i]) {
                double sum = 0;
                for (int draw = 0; draw < draws; draw++) {
                    House other = rooms.house(rows + draws * i + draw);
                    sum += new House(house.rooms,
                            noArea[i] ? other.area - other.rooms * 22 + house.rooms * 22 : house.area,
                            house.lot, noAge[i] ? other.age : house.age, house.distance,
                            noDistrict[i] ? other.district : house.district).price();
                }
                lost += (sum / draws - prices[i]) * (sum / draws - prices[i]) / rows;
            }
        }
        double mean = Arrays.stream(prices).average().orElse(0);
        double explained = Arrays.stream(prices).map(price -> (price - mean) * (price - mean)).average().orElse(0);
        double all = explained + NOISE * NOISE;
        return new Ceilings(explained / all, (explained - lost) / all);
    }

    /// One house without noise.
    private record House(double rooms, double area, double lot, double age, double distance, int district) {

        /// Area pays by district and loses with distance; old houses lose value until they become listed; a lot is
        /// worth less and less per square metre.
        double price() {
            double perMetre = SQUARE_METRE[district] * (0.55 + 0.45 * StrictMath.exp(-distance / 8));
            double condition = age < 70 ? 1 - 0.005 * age : 0.65 + 0.004 * (age - 70);
            return 30_000 + perMetre * area * condition + 9_000 * rooms + 600 * StrictMath.sqrt(lot);
        }
    }

    private House house(int row) {
        double rooms = 1 + Math.floor(5 * uniform(Stream.ROOMS, row));
        double area = Math.rint(15 + 22 * rooms + 60 * uniform(Stream.AREA, row));
        double skewed = uniform(Stream.LOT, row);
        double lot = Math.rint(40_000 * skewed * skewed * skewed * skewed);
        double age = Math.rint(120 * uniform(Stream.AGE, row));
        double distance = Math.rint(300 * uniform(Stream.DISTANCE, row)) / 10;
        return new House(rooms, area, lot, age, distance, district(uniform(Stream.DISTRICT, row)));
    }

    private static int district(double u) {
        double sum = 0;
        for (int d = 0; d < SHARE.length - 1; d++) {
            sum += SHARE[d];
            if (u < sum) {
                return d;
            }
        }
        return SHARE.length - 1;
    }

    private double uniform(Stream stream, int row) {
        return random(stream).uniform(row);
    }

    private double noise(int row) {
        return random(Stream.NOISE).gaussian(row);
    }

    @SuppressWarnings("EnumOrdinal")
    private CounterRandom random(Stream stream) {
        return CounterRandom.of(seed, Purpose.DATA, stream.ordinal());
    }

    private boolean[] missing(Stream stream, double share, int rows) {
        boolean[] missing = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            missing[row] = uniform(stream, row) < share;
        }
        return missing;
    }

    private static Column numbers(String name, int rows, IntToDoubleFunction value) {
        return new Column.Numeric(name, IntStream.range(0, rows).mapToDouble(value).toArray());
    }
}
