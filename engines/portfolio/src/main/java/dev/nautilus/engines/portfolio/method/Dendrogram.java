package dev.nautilus.engines.portfolio.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which assets are near each other: a tree by single linkage, and the order of its leaves.
///
/// **Definition** the two nearest clusters are joined, again and again; their distance is that of
/// their nearest members. Of two joined clusters the one that is older stands left. **Unit** that
/// of the distances. **Source** Gower & Ross (1969), Applied Statistics 18(1): single linkage from
/// the minimum spanning tree.
final class Dendrogram {
  private final double[][] distances;
  private final Node root;

  /// @param leaf which asset; -1 when it is a cluster
  /// @param left null for a leaf
  private record Node(int leaf, @Nullable Node left, @Nullable Node right) {
    List<Integer> leaves() {
      List<Integer> found = new ArrayList<>();
      collect(this, found);
      return found;
    }

    private static void collect(Node node, List<Integer> into) {
      if (node.left == null || node.right == null) {
        into.add(node.leaf);
      } else {
        collect(node.left, into);
        collect(node.right, into);
      }
    }
  }

  /// An edge of the spanning tree.
  private record Edge(int from, int to, double length) {}

  private Dendrogram(double[][] distances, Node root) {
    this.distances = distances;
    this.root = root;
  }

  /// Joins all.
  ///
  /// @param distances symmetric, 0 or more, of at least one asset
  static Dendrogram single(double[][] distances) {
    int n = distances.length;
    List<Edge> edges = spanningTree(distances);
    edges.sort(Comparator.comparingDouble(Edge::length));
    Node[] nodes = new Node[2 * n - 1];
    int[] above = new int[2 * n - 1];
    for (int i = 0; i < above.length; i++) {
      above[i] = i;
    }
    for (int i = 0; i < n; i++) {
      nodes[i] = new Node(i, null, null);
    }
    int next = n;
    for (Edge edge : edges) {
      int a = top(above, edge.from());
      int b = top(above, edge.to());
      nodes[next] = new Node(-1, nodes[Math.min(a, b)], nodes[Math.max(a, b)]);
      above[a] = next;
      above[b] = next;
      next++;
    }
    return new Dendrogram(distances, nodes[next - 1]);
  }

  private static int top(int[] above, int node) {
    int top = node;
    while (above[top] != top) {
      top = above[top];
    }
    return top;
  }

  /// Prim's, from the first asset.
  private static List<Edge> spanningTree(double[][] distances) {
    int n = distances.length;
    List<Edge> edges = new ArrayList<>();
    boolean[] in = new boolean[n];
    double[] least = new double[n];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    int at = 0;
    for (int k = 1; k < n; k++) {
      in[at] = true;
      int nearest = -1;
      for (int i = 0; i < n; i++) {
        if (!in[i]) {
          least[i] = Math.min(least[i], distances[at][i]);
          nearest = nearest < 0 || least[i] < least[nearest] ? i : nearest;
        }
      }
      edges.add(new Edge(at, nearest, least[nearest]));
      at = nearest;
    }
    return edges;
  }

  /// Leaves from left to right, as joined.
  int[] plainOrder() {
    return root.leaves().stream().mapToInt(Integer::intValue).toArray();
  }

  /// Leaves from left to right so that neighbours are near, see [LeafOrders].
  int[] optimalOrder() {
    return LeafOrders.order(fill(new LeafOrders(distances), root));
  }

  private static LeafOrders.Part fill(LeafOrders orders, Node node) {
    return node.left == null || node.right == null
        ? orders.leaf(node.leaf)
        : orders.join(fill(orders, node.left), fill(orders, node.right));
  }
}
