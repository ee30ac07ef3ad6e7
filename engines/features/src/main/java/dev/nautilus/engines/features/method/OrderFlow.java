package dev.nautilus.engines.features.method;

/// What one update of the book adds to buying pressure; `NaN` for the first update.
///
/// **Source** Cont, Kukanov & Stoikov (2014), equation 4.
final class OrderFlow implements Block {

  private double bid = Double.NaN;
  private double bidSize;
  private double ask = Double.NaN;
  private double askSize;

  double next(TopOfBook book) {
    double flow = Double.isNaN(bid) ? Double.NaN : bidSide(book) - askSide(book);
    bid = book.bid();
    bidSize = book.bidSize();
    ask = book.ask();
    askSize = book.askSize();
    return flow;
  }

  private double bidSide(TopOfBook book) {
    return (book.bid() >= bid ? book.bidSize() : 0) - (book.bid() <= bid ? bidSize : 0);
  }

  private double askSide(TopOfBook book) {
    return (book.ask() <= ask ? book.askSize() : 0) - (book.ask() >= ask ? askSize : 0);
  }

  @Override
  public void exchange(Tape tape) {
    bid = tape.pass(bid);
    bidSize = tape.pass(bidSize);
    ask = tape.pass(ask);
    askSize = tape.pass(askSize);
  }
}
