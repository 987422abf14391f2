package dev.descent.objective;

import dev.descent.common.DescentException;
import dev.descent.equation.Derivative;
import dev.descent.equation.Expr;
import dev.descent.equation.Interpreter;
import dev.descent.equation.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An [Objective] typed as text: `(1-x)^2 + 100*(y-x^2)^2`.
///
/// Every free name is a coordinate, in alphabetical order. The gradient and the Hessian come from differentiating the
/// expression, so they are exact but for rounding. A formula that is asked often is compiled, with the same bits.
public final class Formula implements CurvedObjective {

    private final String text;
    private final Expr value;
    private final List<String> coordinates;
    private final List<Expr> partials;
    /// ∂²L/∂θᵢ∂θⱼ for j ≤ i, row after row: the lower triangle.
    private final List<Expr> seconds;

    /// How often it is interpreted before it is worth compiling.
    private static final int SELDOM = 1_024;
    /// Threads may lose counts to each other, and then only compile a little later.
    private int asked;
    private volatile @Nullable Field field;

    private Formula(String text, Expr value) {
        this.text = text;
        this.value = value;
        SortedSet<String> names = new TreeSet<>();
        collectNames(value, names);
        if (names.isEmpty()) {
            throw DescentException.usage("The formula '" + text + "' has no free name, so there is nothing to walk on. "
                    + "Every name in it is a coordinate: (1-x)^2 + 100*(y-x^2)^2 has x and y.");
        }
        coordinates = List.copyOf(names);
        partials = coordinates.stream().map(name -> Derivative.of(value, name)).toList();
        List<Expr> triangle = new ArrayList<>();
        for (int i = 0; i < partials.size(); i++) {
            for (int j = 0; j <= i; j++) {
                triangle.add(Derivative.of(partials.get(i), coordinates.get(j)));
            }
        }
        seconds = List.copyOf(triangle);
    }

    /// The formula of a text.
    ///
    /// @throws DescentException if the text is no expression or has no free name; the message says where
    public static Formula parse(String text) {
        return new Formula(text, Parser.parseExpression(text, "formula"));
    }

    /// The text as it was given.
    public String text() {
        return text;
    }

    /// The expression of the value.
    public Expr expression() {
        return value;
    }

    @Override
    public List<String> coordinates() {
        return coordinates;
    }

    /// The expressions of ∂L/∂θᵢ, one for each coordinate.
    public List<Expr> partials() {
        return partials;
    }

    @Override
    public int size() {
        return coordinates.size();
    }

    /// The value at `theta`.
    public double value(double... theta) {
        return evaluate(value, theta);
    }

    @Override
    public double valueAndGradient(double[] theta, double[] gradient) {
        Field compiled = field;
        if (compiled != null) {
            return compiled.at(theta, gradient);
        }
        if (++asked > SELDOM) {
            field = new Field(this);
        }
        return interpreted(theta, gradient);
    }

    /// The same, without being compiled.
    double interpreted(double[] theta, double[] gradient) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = evaluate(partials.get(i), theta);
        }
        return evaluate(value, theta);
    }

    /// The matrix of second derivatives at `theta`, (size, size), symmetric.
    public double[][] hessian(double... theta) {
        int n = size();
        double[][] hessian = new double[n][n];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                hessian[i][j] = evaluate(seconds.get(next++), theta);
                hessian[j][i] = hessian[i][j];
            }
        }
        return hessian;
    }

    @Override
    public void hessianTimes(double[] theta, double[] direction, double[] product) {
        double[][] hessian = hessian(theta);
        for (int i = 0; i < product.length; i++) {
            double sum = 0;
            for (int j = 0; j < direction.length; j++) {
                sum += hessian[i][j] * direction[j];
            }
            product[i] = sum;
        }
    }

    /// How strongly it bends at `theta`.
    public Curvature curvature(double... theta) {
        return Curvature.of(hessian(theta));
    }

    private double evaluate(Expr expr, double[] theta) {
        return Interpreter.evalDouble(expr, name -> theta[coordinates.indexOf(name)]);
    }

    private static void collectNames(Expr expr, SortedSet<String> names) {
        switch (expr) {
            case Expr.Constant _ -> {}
            case Expr.Name name -> names.add(name.id());
            case Expr.Apply apply -> apply.arguments().forEach(argument -> collectNames(argument, names));
            case Expr.Conditional choice -> {
                collectNames(choice.condition(), names);
                collectNames(choice.then(), names);
                collectNames(choice.otherwise(), names);
            }
            case Expr.Reduce reduce -> throw DescentException.usage("A formula is a number at each point, so it cannot "
                    + "use " + reduce.reduction().name().toLowerCase(Locale.ROOT) + " over parameters. "
                    + "Write the sum out: x^2 + y^2.");
        }
    }
}
