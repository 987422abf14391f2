import dev.descent.objective.Objective;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.optim.Optimizers;
import java.util.Arrays;

/// Minimises a function of one's own: the total length of strings from a knot to four nails.
class MinimiseObjective {

    private static final double[][] NAILS = {{0, 0}, {4, 0}, {3, 3}, {0, 2}};

    record Strings() implements Objective {

        @Override
        public int size() {
            return 2;
        }

        @Override
        public double valueAndGradient(double[] theta, double[] gradient) {
            double length = 0;
            Arrays.fill(gradient, 0);
            for (double[] nail : NAILS) {
                double dx = theta[0] - nail[0];
                double dy = theta[1] - nail[1];
                double distance = Math.sqrt(dx * dx + dy * dy);
                length += distance;
                gradient[0] += dx / distance;
                gradient[1] += dy / distance;
            }
            return length;
        }
    }

    static void main() {
        Trajectory walk = Walk.of(new Strings(), Optimizers.parse("momentum:lr=0.05")).from(3.5, 0.5).updates(500)
                .untilGradient(1e-6).run();
        IO.println("the knot lies at " + Arrays.toString(walk.last().point()) + ", the strings are "
                + walk.last().value() + " long, after " + walk.updates() + " updates");
    }
}
