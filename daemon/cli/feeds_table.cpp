#include "daemon/cli/feeds_table.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "daemon/log/log.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

double number_of(json::value const& object, std::string_view member) {
  auto const* value = object.is_object() ? object.get_object().if_contains({member.data(), member.size()}) : nullptr;
  return value != nullptr && value->is_number() ? value->to_number<double>() : 0;
}

/// "3m", "2h", "5d": one unit is enough for the eye.
std::string about(Duration d) {
  auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(d).count();
  if (seconds < 90) return fmt::format("{}s", seconds);
  if (seconds < 90 * 60) return fmt::format("{}m", seconds / 60);
  if (seconds < 48 * 3600) return fmt::format("{}h", seconds / 3600);
  return fmt::format("{}d", seconds / 86'400);
}

std::string ago(std::string const& time, Timestamp now) {
  auto const at = parse_rfc3339(time);
  return at ? about(std::max(now - *at, Duration{0})) + " ago" : "never";
}

std::string until(std::string const& time, Timestamp now) {
  auto const at = parse_rfc3339(time);
  if (!at) return "never";
  return *at <= now ? "now" : "in " + about(*at - now);
}

using Row = std::array<std::string, 8>;

/// "well, pushed" where a hub sends what is new.
std::string state_of(json::value const& feed) {
  auto const* push = feed.is_object() ? feed.get_object().if_contains("push") : nullptr;
  bool const pushed = push != nullptr && text_of(*push, "state") == "active";
  return text_of(feed, "state") + (pushed ? ", pushed" : "");
}

Row row_of(json::value const& feed, Timestamp now) {
  return {text_of(feed, "id"),
          state_of(feed),
          ago(text_of(feed, "last_success"), now),
          until(text_of(feed, "next_poll"), now),
          fmt::format("{:.1f}", number_of(feed, "items_per_day")),
          fmt::format("{:.0f}", number_of(feed, "items")),
          fmt::format("{:.0f}", number_of(feed, "failures")),
          log::visible(text_of(feed, "error"))};
}

}  // namespace

std::string text_of(json::value const& object, std::string_view member) {
  auto const* value = object.is_object() ? object.get_object().if_contains({member.data(), member.size()}) : nullptr;
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string{};
}

void sort_feeds(json::array& feeds, std::string_view by) {
  auto const less = [by](json::value const& a, json::value const& b) {
    if (by == "rate") return number_of(a, "items_per_day") > number_of(b, "items_per_day");
    if (by == "items" || by == "failures") return number_of(a, by) > number_of(b, by);
    // RFC 3339 in UTC sorts as text; what never happened comes first for "last" and what never will last for "next".
    if (by == "last") return text_of(a, "last_success") < text_of(b, "last_success");
    if (by == "next") {
      std::string const x = text_of(a, "next_poll"), y = text_of(b, "next_poll");
      return x.empty() != y.empty() ? y.empty() : x < y;
    }
    std::string_view const member = by == "state" ? "state" : "id";
    return text_of(a, member) < text_of(b, member);
  };
  std::stable_sort(feeds.begin(), feeds.end(), less);
}

std::string feeds_table(json::array const& feeds, Timestamp now) {
  std::vector<Row> rows{{"FEED", "STATE", "LAST SUCCESS", "NEXT POLL", "ITEMS/DAY", "ITEMS", "FAILURES", "ERROR"}};
  for (json::value const& feed : feeds) rows.push_back(row_of(feed, now));
  std::array<std::size_t, 8> widths{};
  for (Row const& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  std::string table;
  for (Row const& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      bool const number = i >= 4 && i <= 6;
      line += number ? fmt::format("{:>{}}  ", row[i], widths[i]) : fmt::format("{:<{}}  ", row[i], widths[i]);
    }
    table += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return table;
}

}  // namespace rasid::cli
