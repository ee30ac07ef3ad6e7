package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.company.Company;
import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.company.NewsWire;
import dev.nautilus.simulator.company.Story;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/finance/search`: instruments whose symbol or name begins with the words, and news about
/// them.
final class Search {
  private static final int MOST = 50;
  private static final int TOP_SCORE = 3_000_000;
  private static final List<String> EMPTY_LISTS =
      List.of("nav", "lists", "researchReports", "screenerFieldResults");
  private static final List<String> TIMINGS =
      List.of(
          "totalTime",
          "timeTakenForQuotes",
          "timeTakenForNews",
          "timeTakenForAlgowatchlist",
          "timeTakenForPredefinedScreener",
          "timeTakenForCrunchbase",
          "timeTakenForNav",
          "timeTakenForResearchReports",
          "timeTakenForScreenerField",
          "timeTakenForCulturalAssets",
          "timeTakenForSearchLists");

  private final Market market;
  private final CompanyBook companies;
  private final NewsWire news;

  Search(Market market, CompanyBook companies, NewsWire news) {
    this.market = market;
    this.companies = companies;
    this.news = news;
  }

  Reply answer(Request request, Instant now) {
    Optional<String> words = request.parameter("q");
    if (words.isEmpty()) {
      return YahooJson.error(400, "finance", "Bad Request", "Missing required query parameter=q");
    }
    Optional<Integer> quotesCount = count(request.parameter("quotesCount", "7"));
    Optional<Integer> newsCount = count(request.parameter("newsCount", "8"));
    if (quotesCount.isEmpty() || newsCount.isEmpty()) {
      return YahooJson.error(
          400, "finance", "Bad Request", "quotesCount and newsCount must be whole numbers");
    }
    List<Instrument> found = find(words.get());
    ObjectNode body = YahooJson.object();
    body.putArray("explains");
    ArrayNode quotes = YahooJson.object().putArray("quotes");
    found.stream().limit(quotesCount.get()).forEach(i -> putQuote(quotes, i));
    ArrayNode stories = YahooJson.object().putArray("news");
    stories(found, now, newsCount.get()).forEach(story -> putStory(stories, story));
    body.put("count", quotes.size() + stories.size());
    body.set("quotes", quotes);
    body.set("news", stories);
    EMPTY_LISTS.forEach(body::putArray);
    TIMINGS.forEach(timing -> body.put(timing, 0));
    return YahooJson.ok(body);
  }

  private static Optional<Integer> count(String text) {
    try {
      return Optional.of(Math.clamp(Integer.parseInt(text), 0, MOST));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private List<Instrument> find(String words) {
    String wanted = words.trim().toLowerCase(Locale.ROOT);
    return market.instruments().stream()
        .filter(
            i ->
                i.symbol().toLowerCase(Locale.ROOT).startsWith(wanted)
                    || i.name().toLowerCase(Locale.ROOT).startsWith(wanted))
        .toList();
  }

  private List<Story> stories(List<Instrument> found, Instant now, int most) {
    List<Story> stories = new ArrayList<>();
    for (Instrument instrument : found) {
      stories.addAll(news.latest(instrument.symbol(), instrument.name(), now, most));
    }
    stories.sort(Comparator.comparing(Story::publishedAt).reversed());
    return stories.stream().limit(most).toList();
  }

  private void putQuote(ArrayNode quotes, Instrument instrument) {
    Listing listing = Listing.of(instrument);
    ObjectNode node = quotes.addObject().put("exchange", listing.exchange());
    node.put("shortname", instrument.name()).put("quoteType", listing.quoteType());
    node.put("symbol", instrument.symbol()).put("index", "quotes");
    node.put("score", TOP_SCORE / quotes.size()).put("typeDisp", listing.typeDisplay());
    node.put("longname", instrument.name()).put("exchDisp", listing.exchangeName());
    companies
        .find(instrument.symbol())
        .filter(Company::reports)
        .ifPresent(
            company -> {
              node.put("sector", company.sector()).put("sectorDisp", company.sector());
              node.put("industry", company.industry()).put("industryDisp", company.industry());
              node.put("dispSecIndFlag", false);
            });
    node.put("isYahooFinance", true);
  }

  private static void putStory(ArrayNode stories, Story story) {
    ObjectNode node = stories.addObject().put("uuid", story.id().toString());
    node.put("title", story.title()).put("publisher", story.publisher());
    node.put("link", "https://finance.yahoo.com/news/simulated-" + story.id() + ".html");
    node.put("providerPublishTime", story.publishedAt().getEpochSecond());
    node.put("type", "STORY");
    ArrayNode pictures = node.putObject("thumbnail").putArray("resolutions");
    ObjectNode picture = pictures.addObject();
    picture.put("url", "https://s.yimg.com/simulated/" + story.id() + ".png");
    picture.put("width", 140).put("height", 140).put("tag", "140x140");
    node.putArray("relatedTickers").add(story.symbol());
  }
}
