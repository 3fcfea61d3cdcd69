#include "daemon/sinks/http/answer.h"

#include <algorithm>

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include "daemon/alerts/cut_text.h"
#include "daemon/alerts/dialect.h"
#include "daemon/alerts/json_text.h"
#include "extractors/model/utf8.h"

namespace rasid::sinks {
namespace json = boost::json;
namespace {

constexpr std::size_t longest_words = 200;

bool holds(std::vector<int> const& statuses, int status) {
  return std::ranges::find(statuses, status) != statuses.end();
}

json::value const* at_path(json::value const& root, std::string_view path) {
  json::value const* at = &root;
  while (at != nullptr && !path.empty()) {
    std::size_t const dot = path.find('.');
    auto const* object = at->if_object();
    at = object == nullptr ? nullptr : object->if_contains(path.substr(0, dot));
    path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
  }
  return at;
}

std::string text_at(json::value const& root, std::string const& path) {
  json::value const* found = path.empty() ? nullptr : at_path(root, path);
  if (found == nullptr || found->is_null()) return {};
  return found->is_string() ? std::string(found->get_string()) : alerts::json_text(*found);
}

std::optional<Duration> asked(json::value const& root, AnswerRules const& rules) {
  json::value const* found = rules.retry_path.empty() ? nullptr : at_path(root, rules.retry_path);
  if (found == nullptr || !found->is_number()) return std::nullopt;
  double const units = found->to_number<double>();
  if (!(units > 0) || units > 1e9) return std::nullopt;
  return Duration{static_cast<Duration::rep>(std::ceil(units * static_cast<double>(rules.retry_unit.count())))};
}

json::value parsed(std::string const& body) {
  boost::system::error_code bad;
  json::value value = json::parse(body, bad);
  return bad ? json::value() : value;
}

std::string without(std::string text, std::vector<std::string> const& secrets) {
  for (std::string const& secret : secrets) {
    if (secret.empty()) continue;
    for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at)) {
      text.replace(at, secret.size(), "***");
      at += 3;
    }
  }
  return text;
}

}  // namespace

bool was_refused(fetch::Response const& response, AnswerRules const& rules) {
  return holds(rules.refused, response.status);
}

DeliveryResult judge(fetch::Response const& response, AnswerRules const& rules,
                     std::vector<std::string> const& secrets) {
  if (holds(rules.gone, response.status)) return Gone{fmt::format("HTTP {}: the receiver is gone", response.status)};
  json::value const body = parsed(response.body);
  bool const status_ok = rules.success.empty() ? response.ok() : holds(rules.success, response.status);
  bool const text_ok = response.body.starts_with(rules.success_text);
  bool const value_ok = rules.success_path.empty() || text_at(body, rules.success_path) == rules.success_value;
  if (status_ok && text_ok && value_ok) return Delivered{};

  std::string why =
      fmt::format("HTTP {} after {:.1f} s", response.status, static_cast<double>(response.took.count()) / 1000);
  std::string words = text_at(body, rules.error_path);
  if (words.empty() && body.is_null()) words = response.body;
  if (status_ok && words.empty()) words = "the answer does not say that it was accepted";
  if (response.status >= 300 && response.status < 400) words = "redirects are not followed: correct the URL";
  words = alerts::cut_text(
      alerts::one_line(make_valid_utf8(without(std::move(words), secrets).substr(0, 4 * longest_words))),
      longest_words);
  if (!words.empty()) why += ": " + words;
  std::optional<Duration> after = asked(body, rules);
  if (!after && (response.status == 429 || response.status == 503)) after = response.retry_after;
  return RetryLater{std::move(why), after};
}

}  // namespace rasid::sinks
