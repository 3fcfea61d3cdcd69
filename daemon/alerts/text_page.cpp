// The mail's HTML. Styles stand at the elements: mail programs drop style sheets.
#include <fmt/format.h>

#include "daemon/alerts/marked_sentence.h"
#include "daemon/alerts/text.h"
#include "daemon/alerts/zone_time.h"

namespace rasid::alerts {
namespace {

constexpr std::size_t most_rows = 20;
constexpr std::string_view cell = "style=\"padding:2px 12px 2px 0;vertical-align:top;text-align:start\"";

std::string_view colour_of(std::string_view severity) {
  if (severity == "critical") return "#b00020";
  if (severity == "high") return "#d35400";
  if (severity == "medium") return "#9a7d0a";
  return "#3a6ea5";
}

/// A marker's yellow, in the colours mail programs keep.
constexpr Dialect marker{
    .escape = html_escaped,
    .strong = [](std::string_view text,
                 bool) { return fmt::format("<strong style=\"background:#fff3a3;color:#000\">{}</strong>", text); },
    .label = nullptr,
    .link = nullptr,
    .line_break = "<br>",
    .quote = "",
    .quote_end = ""};

std::string bdi(std::string_view text) {
  return fmt::format("<bdi>{}</bdi>", html_escaped(text));
}

std::string link(std::string_view text, std::string_view url) {
  return fmt::format("<a href=\"{}\">{}</a>", html_escaped(url), text);
}

std::string row(std::string_view label, std::string_view value) {
  return fmt::format("<tr><th {0}>{1}</th><td {0}>{2}</td></tr>\n", cell, label, value);
}

std::string who(AlertView const& alert) {
  std::string all;
  for (std::size_t i = 0; i < std::min(alert.actors.size(), most_rows); ++i) {
    ActorView const& actor = alert.actors[i];
    std::string as = actor.written.empty() ? "" : fmt::format("{} × {}", bdi(actor.written), actor.mentions);
    all += row(bdi(actor.label), as);
  }
  return all.empty() ? all : fmt::format("<h3>Who</h3>\n<table>\n{}</table>\n", all);
}

std::string where(AlertView const& alert) {
  std::string all;
  for (std::size_t i = 0; i < std::min(alert.places.size(), most_rows); ++i) {
    PlaceView const& place = alert.places[i];
    std::string const map = place.map_url();
    all +=
        row(bdi(place.name()),
            map.empty() ? "" : link(fmt::format("{:.2f}, {:.2f}", place.point->latitude, place.point->longitude), map));
  }
  return all.empty() ? all : fmt::format("<h3>Where</h3>\n<table>\n{}</table>\n", all);
}

std::string sources(AlertView const& alert, TextSettings const& settings) {
  std::string all;
  for (SourceView const& source : alert.sources) {
    std::string const title = source.title.empty() ? source.url : source.title;
    all += row(bdi(source.feed), source.url.empty() ? bdi(title) : link(bdi(title), source.url));
  }
  if (auto const published = parse_rfc3339(alert.published)) {
    all += row("Published", html_escaped(in_zone(*published, settings.time_zone)));
  }
  std::string const heading =
      alert.feeds > 1 ? fmt::format("Carried by {} feeds", alert.feeds) : "Source";
  return fmt::format("<h3>{}</h3>\n<table>\n{}</table>\n", heading, all);
}

std::string_view direction(AlertView const& alert) {
  return alert.right_to_left ? "rtl" : "ltr";
}

/// The numbers of a watch that counts, with what it has counted.
std::string why(AlertView const& alert) {
  std::string out;
  for (std::string const* said : {&alert.why, &alert.confirmation}) {
    if (!said->empty()) out += fmt::format("<p>{}</p>\n", bdi(*said));
  }
  std::string all;
  for (SourceView const& article : alert.why_articles) {
    std::string const title = bdi(one_line(article.title));
    all += fmt::format("<li>{}: {}</li>", bdi(article.feed), article.url.empty() ? title : link(title, article.url));
  }
  return all.empty() ? out : fmt::format("{}<ul>{}</ul>\n", out, all);
}

std::string links(AlertView const& alert) {
  std::string all;
  for (LinkView const& each : alert.links) {
    if (!each.url.empty()) all += fmt::format("<li>{}</li>", link(bdi(each.title), each.url));
  }
  return all.empty() ? all : fmt::format("<ul>{}</ul>\n", all);
}

}  // namespace

std::string alert_page(AlertView const& alert, TextSettings const& settings) {
  std::string const language = html_escaped(alert.language);
  std::string title = html_escaped(one_line(alert.title));
  if (!alert.url.empty()) title = link(title, alert.url);
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{}</title></head>\n"
      "<body style=\"font-family:sans-serif;line-height:1.4\" dir=\"ltr\">\n"
      "<p style=\"color:{};margin:0\"><strong>{}</strong> · {}</p>\n",
      html_escaped(alert_title(alert, Form::plain, settings)), colour_of(alert.severity), html_escaped(alert.severity),
      bdi(alert.watch_title));
  out += fmt::format("<h2 dir=\"auto\" lang=\"{}\" style=\"margin:4px 0\">{}</h2>\n", language, title);
  if (!alert.sentence.empty()) {
    out += fmt::format(
        "<blockquote dir=\"{}\" lang=\"{}\" style=\"margin:12px 0;padding:0 12px;border-inline-start:4px solid {}\">"
        "{}</blockquote>\n",
        direction(alert), language, colour_of(alert.severity), marked_sentence(alert, marker, 2'000));
  }
  if (!alert.message.empty()) out += fmt::format("<p dir=\"auto\">{}</p>\n", html_escaped(alert.message));
  out += why(alert) + who(alert) + where(alert) + sources(alert, settings) + links(alert);
  out += fmt::format("<p style=\"color:#666;font-size:small\">{} · {} · revision {} · {}</p>\n</body></html>\n",
                     bdi(alert.watch), html_escaped(alert.story), alert.revision, html_escaped(alert.id));
  return out;
}

}  // namespace rasid::alerts
