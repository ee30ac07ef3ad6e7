package dev.nautilus.engines.features.method;

import java.util.List;

/// Measures of the best bid and ask.
final class BookMeasures {

  private BookMeasures() {}

  static List<Measure<TopOfBook>> all() {
    return List.of(
        Measure.named("spread", "Quoted spread")
            .definition("ask - bid; relative = spread/mid")
            .unit("price, negative in a crossed market; relative: fraction of the mid")
            .source("Harris (2003), Trading and Exchanges, ch. 14")
            .undefined("relative when the mid is 0")
            .outputs("spread", "relative")
            .quotes(
                (params, memory) ->
                    (book, out) -> {
                      out[0] = book.ask() - book.bid();
                      out[1] = out[0] / mid(book);
                    }),
        Measure.named("mid", "Mid price")
            .definition("(bid + ask)/2")
            .unit("price")
            .source("Harris (2003), Trading and Exchanges, ch. 14")
            .undefined("never")
            .quotes((params, memory) -> (book, out) -> out[0] = mid(book)),
        Measure.named("microprice", "Microprice")
            .definition("(bid x ask size + ask x bid size)/(bid size + ask size)")
            .unit("price")
            .source("Gatheral & Oomen (2010), Finance and Stochastics 14(2), weighted mid")
            .undefined("when both sizes are 0")
            .quotes((params, memory) -> (book, out) -> out[0] = microprice(book)),
        Measure.named("queue_imbalance", "Queue imbalance")
            .definition("(bid size - ask size)/(bid size + ask size)")
            .unit("fraction in [-1, 1]")
            .source("Gould & Bonart (2016), Market Microstructure and Liquidity 2(2)")
            .undefined("when both sizes are 0")
            .quotes((params, memory) -> (book, out) -> out[0] = imbalance(book)),
        orderFlow());
  }

  private static Measure<TopOfBook> orderFlow() {
    return Measure.named("ofi", "Order flow imbalance")
        .definition(
            "sum over the last `events` updates of [b>=b1] qb - [b<=b1] qb1 - [a<=a1] qa"
                + " + [a>=a1] qa1; event is the last summand")
        .unit("size, positive for buying pressure")
        .source("Cont, Kukanov & Stoikov (2014), J. Financial Econometrics 12(1)")
        .bars("events", 100)
        .outputs("ofi", "event")
        .lookback(params -> params.whole(0))
        .quotes(
            (params, memory) -> {
              OrderFlow flow = memory.keep(new OrderFlow());
              WindowSum sum = memory.sum(params.whole(0));
              return (book, out) -> {
                out[1] = flow.next(book);
                out[0] = sum.next(out[1]);
              };
            });
  }

  private static double mid(TopOfBook book) {
    return (book.bid() + book.ask()) / 2;
  }

  private static double microprice(TopOfBook book) {
    double size = book.bidSize() + book.askSize();
    return (book.bid() * book.askSize() + book.ask() * book.bidSize()) / size;
  }

  private static double imbalance(TopOfBook book) {
    return (book.bidSize() - book.askSize()) / (book.bidSize() + book.askSize());
  }
}
