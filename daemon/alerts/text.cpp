#include "daemon/alerts/text.h"

#include <array>

#include <fmt/format.h>

#include "daemon/alerts/marked_sentence.h"
#include "daemon/alerts/zone_time.h"
#include "extractors/model/time.h"

namespace rasid::alerts {
namespace {

/// How much of each part is told. What comes later in `steps` tells less.
struct Measure {
  std::size_t sentence;  // code points
  std::size_t title;     // code points
  std::size_t entities;  // actors, and as many places
  std::size_t feeds;
  bool maps;
  bool ids;
};
constexpr auto steps = std::to_array<Measure>({{2'000, 1'000, 12, 10, true, true},
                                               {2'000, 500, 6, 5, true, true},
                                               {800, 300, 6, 5, true, true},
                                               {500, 200, 4, 3, true, true},
                                               {300, 200, 3, 3, false, true},
                                               {200, 150, 2, 2, false, false},
                                               {120, 100, 1, 1, false, false},
                                               {60, 60, 0, 0, false, false}});

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return text;
}

/// Writes one text. Every foreign word is isolated first and escaped then.
class Writer {
 public:
  Writer(AlertView const& alert, Form form, TextSettings const& settings, Measure const& measure)
      : alert_(alert), form_(dialect_of(form)), settings_(settings), measure_(measure) {}

  std::string text() {
    line(form_.label(fmt::format("{} · {}", upper(alert_.severity), said(alert_.watch_title))));
    if (!alert_.message.empty()) {
      line(said(cut_text(alert_.message, measure_.sentence)));
      if (!alert_.url.empty()) line(form_.link(form_.escape(alert_.url), alert_.url));
      if (measure_.ids) ids();
      return std::move(out_);
    }
    if (!alert_.title.empty()) line(said(cut_text(one_line(alert_.title), measure_.title)));
    if (!alert_.sentence.empty()) {
      line(fmt::format("{}{}{}", form_.quote, marked_sentence(alert_, form_, measure_.sentence), form_.quote_end));
    }
    why();
    who();
    where();
    source();
    if (!alert_.url.empty()) line(form_.link(form_.escape(alert_.url), alert_.url));
    if (measure_.maps) links();
    if (measure_.ids) ids();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string said(std::string_view text) const { return form_.escape(isolated(text)); }

  void line(std::string const& text) {
    if (!out_.empty()) out_ += form_.line_break;
    out_ += text;
  }
  void labelled(std::string_view label, std::string const& text) {
    line(fmt::format("{} {}", form_.label(fmt::format("{}:", label)), text));
  }

  /// The numbers of a watch that counts, with the last of what it has counted.
  void why() {
    if (!alert_.why.empty()) labelled("Why", said(alert_.why));
    if (!alert_.confirmation.empty()) labelled("Confirmation", said(alert_.confirmation));
    std::size_t const all = alert_.why_articles.size();
    for (std::size_t i = all - std::min(all, measure_.feeds); i < all; ++i) {
      SourceView const& article = alert_.why_articles[i];
      std::string const title = said(cut_text(one_line(article.title), measure_.title));
      line(fmt::format("• {}: {}", said(article.feed), article.url.empty() ? title : form_.link(title, article.url)));
    }
  }

  void links() {
    for (LinkView const& link : alert_.links) {
      if (!link.url.empty()) line(form_.link(said(link.title), link.url));
    }
  }

  void who() {
    std::string all;
    for (std::size_t i = 0; i < std::min(alert_.actors.size(), measure_.entities); ++i) {
      ActorView const& actor = alert_.actors[i];
      all += (i == 0 ? "" : "; ") + said(actor.label);
      if (!actor.written.empty() && actor.written != actor.label) all += fmt::format(" ({})", said(actor.written));
    }
    if (!all.empty()) labelled("Who", all + more(alert_.actors.size()));
  }

  void where() {
    std::string all;
    for (std::size_t i = 0; i < std::min(alert_.places.size(), measure_.entities); ++i) {
      PlaceView const& place = alert_.places[i];
      std::string const map = measure_.maps ? place.map_url() : std::string{};
      all += i == 0 ? "" : "; ";
      all += map.empty() ? said(place.name()) : form_.link(said(place.name()), map);
    }
    if (!all.empty()) labelled("Where", all + more(alert_.places.size()));
  }

  [[nodiscard]] std::string more(std::size_t all) const {
    return all > measure_.entities ? fmt::format("; and {} more", all - measure_.entities) : std::string{};
  }

  void source() {
    std::string text = said(alert_.feed);
    if (alert_.feeds > 1) {
      text += fmt::format(", carried by {} feeds", alert_.feeds);
      std::string others;
      for (std::size_t i = 1; i < std::min(alert_.sources.size(), measure_.feeds + 1); ++i) {
        others += (i == 1 ? "" : ", ") + said(alert_.sources[i].feed);
      }
      if (!others.empty()) text += fmt::format(" (also {})", others);
    }
    labelled("Source", text);
    auto const published = parse_rfc3339(alert_.published);
    if (published) labelled("Published", form_.escape(in_zone(*published, settings_.time_zone)));
  }

  void ids() {
    line(form_.escape(
        fmt::format("{} · {} · revision {} · {}", isolated(alert_.watch), alert_.story, alert_.revision, alert_.id)));
  }

  AlertView const& alert_;
  Dialect const& form_;
  TextSettings const& settings_;
  Measure const& measure_;
  std::string out_;
};

}  // namespace

std::string alert_text(AlertView const& alert, Form form, TextSettings const& settings) {
  for (Measure const& measure : steps) {
    std::string text = Writer(alert, form, settings, measure).text();
    if (length_of(text, settings.unit) <= settings.most) return text;
  }
  return alert_title(alert, form, settings);
}

std::string alert_title(AlertView const& alert, Form form, TextSettings const& settings) {
  Dialect const& dialect = dialect_of(form);
  std::string const head = fmt::format("[{}] {}", upper(alert.severity), one_line(alert.watch_title));
  std::string whole = alert.title.empty() ? head : fmt::format("{}: {}", head, isolated(one_line(alert.title)));
  // Escaping makes it longer, so what is escaped gets shorter until it fits.
  for (std::size_t most = std::min<std::size_t>(settings.most, 1'000); most > 0; most = most * 3 / 4) {
    std::string text = dialect.escape(cut_text(whole, most, settings.unit));
    if (length_of(text, settings.unit) <= settings.most) return text;
  }
  return {};
}

}  // namespace rasid::alerts
