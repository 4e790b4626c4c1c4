using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace PersonalizedAgent.Core.Kumo.Local;

/// <summary>
/// Fits a logistic regression with an L2 penalty: minimizes Σ log(1 + e^(−y z)) + λ/2 Σ w², over features brought to mean 0 and deviation 1; the
/// intercept is not penalized. By Newton's method (iteratively reweighted least squares; McCullagh and Nelder, Generalized Linear Models, 1989).
/// The same input gives the same bytes on any number of processors: sums are taken in parts that do not depend on it.
/// </summary>
internal static class LogisticRegression
{
    private const int MostSteps = 30;
    private const double Tolerance = 1e-8;
    private const int Parts = 16;
    private const int Folds = 5;
    private const int MostRowsToChoose = 20_000;

    /// <summary>Penalties to choose from.</summary>
    private static readonly double[] Penalties = [1, 10, 100];

    /// <summary>Fits with the penalty that predicts best in five-fold cross-validation over groups of examples.</summary>
    public static LinearLogit Fit(Design design, CancellationToken cancellationToken) => Fit(design, ChoosePenalty(design, cancellationToken), cancellationToken);

    /// <summary>Fits with a penalty.</summary>
    /// <param name="design">The examples; both labels occur.</param>
    /// <param name="penalty">λ, greater than 0.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <remarks>A feature that would move it the wrong way is left out, the strongest first, until none does.</remarks>
    public static LinearLogit Fit(Design design, double penalty, CancellationToken cancellationToken)
    {
        for (var scale = Scale.Of(design); ;)
        {
            var model = Fit(design, scale, penalty, cancellationToken);
            if (WrongWay(design, scale, model) is not { } feature)
                return model;
            scale.Inverses[feature] = 0;
        }
    }

    private static int? WrongWay(Design design, Scale scale, LinearLogit model)
    {
        int? strongest = null;
        for (var i = 0; i < design.Signs.Count; i++)
        {
            if (design.Signs[i] * model.Weights[i] < 0 && (strongest is not { } other || Strength(i) > Strength(other)))
                strongest = i;
        }

        return strongest;

        double Strength(int i) => Math.Abs(model.Weights[i] / scale.Inverses[i]);
    }

    private static LinearLogit Fit(Design design, Scale scale, double penalty, CancellationToken cancellationToken)
    {
        var width = design.Columns + 1;
        var positives = design.Labels.Count(label => label);
        var weights = new double[width];
        weights[0] = Math.Log((double)positives / (design.Rows - positives));
        var sums = Sums.Of(design, scale, weights, penalty);
        for (var step = 0; step < MostSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var direction = Matrix<double>.Build.Dense(width, width, sums.Hessian).Cholesky().Solve(Vector<double>.Build.Dense(sums.Gradient));
            var (next, nextSums) = StepAlong(design, scale, weights, direction, penalty, sums.Loss);
            var gained = sums.Loss - nextSums.Loss;
            (weights, sums) = (next, nextSums);
            if (gained <= Tolerance * (Math.Abs(sums.Loss) + 1))
                break;
        }

        return new LinearLogit(weights[0], scale.Means, [.. weights.Skip(1).Select((weight, i) => weight * scale.Inverses[i])]);
    }

    /// <summary>A whole step, or half of it and half again until the loss falls.</summary>
    private static (double[] Weights, Sums Sums) StepAlong(Design design, Scale scale, double[] weights, Vector<double> direction, double penalty, double loss)
    {
        for (var share = 1.0; ; share /= 2)
        {
            double[] next = [.. weights.Select((weight, i) => weight - share * direction[i])];
            var sums = Sums.Of(design, scale, next, penalty);
            if (sums.Loss <= loss)
                return (next, sums);
            if (share < 1e-6)
                return (weights, Sums.Of(design, scale, weights, penalty));
        }
    }

    private static double ChoosePenalty(Design design, CancellationToken cancellationToken)
    {
        var every = (design.Rows + MostRowsToChoose - 1) / MostRowsToChoose;
        var sample = every > 1 ? design.Where(row => row % every == 0) : design;
        var losses = new double[Penalties.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            bool IsHeldOut(int row) => (uint)sample.Groups[row] * 2654435761u >> 7 is var hash && hash % Folds == (uint)fold;
            var (kept, heldOut) = (sample.Where(row => !IsHeldOut(row)), sample.Where(IsHeldOut));
            // A fold without one of the labels says nothing.
            if (!kept.Labels.Contains(true) || !kept.Labels.Contains(false))
                continue;
            for (var i = 0; i < Penalties.Length; i++)
            {
                // The penalty weighs against as many examples as there are in the end.
                var model = Fit(kept, Penalties[i] * kept.Rows / design.Rows, cancellationToken);
                for (var row = 0; row < heldOut.Rows; row++)
                {
                    var logit = model.Logit(heldOut.Row(row));
                    losses[i] += LossOf(heldOut.Labels[row] ? logit : -logit);
                }
            }
        }

        return Penalties[Array.IndexOf(losses, losses.Min())];
    }

    /// <summary>log(1 + e^−x), without overflow.</summary>
    private static double LossOf(double margin) => margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)) - margin;

    /// <summary>The features' means, and one over their deviations; 0 for a feature that is always the same.</summary>
    private sealed record Scale(double[] Means, double[] Inverses)
    {
        public static Scale Of(Design design)
        {
            var (means, squares) = (new double[design.Columns], new double[design.Columns]);
            for (var row = 0; row < design.Rows; row++)
            {
                var values = design.Row(row);
                for (var i = 0; i < values.Length; i++)
                    means[i] += values[i];
            }

            for (var i = 0; i < means.Length; i++)
                means[i] /= design.Rows;
            for (var row = 0; row < design.Rows; row++)
            {
                var values = design.Row(row);
                for (var i = 0; i < values.Length; i++)
                    squares[i] += (values[i] - means[i]) * (values[i] - means[i]);
            }

            return new Scale(means, Array.ConvertAll(squares, square => Math.Sqrt(square / design.Rows) is > 1e-7 and var deviation ? 1 / deviation : 0));
        }
    }

    /// <summary>Loss, gradient and second derivatives at some weights.</summary>
    private sealed record Sums(double Loss, double[] Gradient, double[] Hessian)
    {
        public static Sums Of(Design design, Scale scale, double[] weights, double penalty)
        {
            var parts = new Sums[Parts];
            Parallel.For(0, Parts, part => parts[part] = OfPart(design, scale, weights, (int)((long)design.Rows * part / Parts), (int)((long)design.Rows * (part + 1) / Parts)));

            var width = weights.Length;
            var (loss, gradient, hessian) = (0.0, new double[width], new double[width * width]);
            foreach (var part in parts)
            {
                loss += part.Loss;
                AddTo(gradient, part.Gradient, 1);
                AddTo(hessian, part.Hessian, 1);
            }

            for (var i = 0; i < width; i++)
            {
                // The intercept costs nothing; a feature that is always the same gets no weight.
                var cost = i == 0 ? 0 : penalty;
                loss += cost / 2 * weights[i] * weights[i];
                gradient[i] += cost * weights[i];
                hessian[i * width + i] += cost;
                for (var j = 0; j < i; j++)
                    hessian[i * width + j] = hessian[j * width + i];
            }

            return new Sums(loss, gradient, hessian);
        }

        private static Sums OfPart(Design design, Scale scale, double[] weights, int start, int end)
        {
            var width = weights.Length;
            var (loss, gradient, hessian) = (0.0, new double[width], new double[width * width]);
            var x = new double[width];
            x[0] = 1;
            for (var row = start; row < end; row++)
            {
                var values = design.Row(row);
                var logit = weights[0];
                for (var i = 0; i < values.Length; i++)
                {
                    x[i + 1] = (values[i] - scale.Means[i]) * scale.Inverses[i];
                    logit += weights[i + 1] * x[i + 1];
                }

                var probability = LinearLogit.Sigmoid(logit);
                loss += LossOf(design.Labels[row] ? logit : -logit);
                AddTo(gradient, x, probability - (design.Labels[row] ? 1 : 0));
                var curvature = Math.Max(probability * (1 - probability), 1e-12);
                // The upper triangle is enough.
                for (var i = 0; i < width; i++)
                {
                    if (x[i] != 0)
                        AddTo(hessian.AsSpan(i * width + i, width - i), x.AsSpan(i), curvature * x[i]);
                }
            }

            return new Sums(loss, gradient, hessian);
        }

        /// <summary>sum += factor × values.</summary>
        private static void AddTo(Span<double> sum, ReadOnlySpan<double> values, double factor)
        {
            var sums = MemoryMarshal.Cast<double, System.Numerics.Vector<double>>(sum);
            var vectors = MemoryMarshal.Cast<double, System.Numerics.Vector<double>>(values);
            var factors = new System.Numerics.Vector<double>(factor);
            for (var i = 0; i < sums.Length; i++)
                sums[i] += factors * vectors[i];
            for (var i = sums.Length * System.Numerics.Vector<double>.Count; i < sum.Length; i++)
                sum[i] += factor * values[i];
        }
    }
}
