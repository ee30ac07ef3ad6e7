package dev.nautilus.engines.portfolio.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The order of a tree's leaves in which neighbours are near, built from the leaves up.
///
/// **Definition** `M(u, w)`, the least sum of distances of neighbours in a cluster whose outermost
/// leaves are u and w, is exact. Each cluster's two parts are turned as its own least `M` has them,
/// whatever the clusters above it would like better. That is what SciPy does, hence Riskfolio-Lib,
/// whose weights are published; the order with the least sum over the whole tree can be another
/// one. Time grows with the cube of the leaves. **Source** Bar-Joseph, Gifford & Jaakkola (2001),
/// Bioinformatics 17; SciPy `optimal_leaf_ordering`.
final class LeafOrders {
  private final double[][] distances;

  LeafOrders(double[][] distances) {
    this.distances = distances;
  }

  /// A part of the tree: the leaves in it, and the cost by outermost left and right leaf, infinite
  /// where no order has them outermost.
  static final class Part {
    private final int[] leaves;
    private final @Nullable Part left;
    private final @Nullable Part right;
    private final double[][] cost;
    private boolean turned;

    private Part(int[] leaves, @Nullable Part left, @Nullable Part right, int all) {
      this.leaves = leaves;
      this.left = left;
      this.right = right;
      cost = new double[all][];
      for (int leaf : leaves) {
        cost[leaf] = new double[all];
        Arrays.fill(cost[leaf], Double.POSITIVE_INFINITY);
      }
    }
  }

  Part leaf(int leaf) {
    Part part = new Part(new int[] {leaf}, null, null, distances.length);
    part.cost[leaf][leaf] = 0;
    return part;
  }

  Part join(Part left, Part right) {
    int[] leaves = Arrays.copyOf(left.leaves, left.leaves.length + right.leaves.length);
    System.arraycopy(right.leaves, 0, leaves, left.leaves.length, right.leaves.length);
    Part joined = new Part(leaves, left, right, distances.length);
    for (int u : left.leaves) {
      double[] reach = reach(left, u, right);
      for (int w : right.leaves) {
        double best = Double.POSITIVE_INFINITY;
        for (int k : right.leaves) {
          best = Math.min(best, reach[k] + right.cost[k][w]);
        }
        joined.cost[u][w] = best;
        joined.cost[w][u] = best;
      }
    }
    turn(left, right, joined);
    return joined;
  }

  /// Least cost from an outermost leaf of one part to the first leaf of the next.
  private double[] reach(Part left, int u, Part right) {
    double[] reach = new double[distances.length];
    for (int k : right.leaves) {
      double best = Double.POSITIVE_INFINITY;
      for (int m : left.leaves) {
        best = Math.min(best, left.cost[u][m] + distances[m][k]);
      }
      reach[k] = best;
    }
    return reach;
  }

  /// Turns the parts of both sides as the cheapest order of their join has them.
  private static void turn(Part left, Part right, Part joined) {
    int first = left.leaves[0];
    int last = right.leaves[0];
    for (int u : left.leaves) {
      for (int w : right.leaves) {
        if (joined.cost[u][w] < joined.cost[first][last]) {
          first = u;
          last = w;
        }
      }
    }
    left.turned = left.right != null && contains(left.right, first);
    right.turned = right.left != null && contains(right.left, last);
  }

  private static boolean contains(Part part, int leaf) {
    return Arrays.stream(part.leaves).anyMatch(each -> each == leaf);
  }

  /// The leaves from left to right.
  static int[] order(Part root) {
    List<Integer> order = new ArrayList<>();
    unfold(root, false, order);
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  /// A part that is turned is mirrored with all that is in it.
  private static void unfold(Part part, boolean mirrored, List<Integer> into) {
    boolean turned = mirrored ^ part.turned;
    if (part.left == null || part.right == null) {
      into.add(part.leaves[0]);
    } else {
      unfold(turned ? part.right : part.left, turned, into);
      unfold(turned ? part.left : part.right, turned, into);
    }
  }
}
