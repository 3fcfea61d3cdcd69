#include "daemon/alerts/amend.h"

#include <cmath>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "daemon/alerts/json_text.h"

namespace rasid::alerts {
namespace json = boost::json;
namespace {

// As the schema has them.
constexpr std::size_t longest_words = 500;
constexpr std::size_t longest_title = 1'000;
constexpr std::size_t longest_url = 8'000;
constexpr std::size_t most_values = 32;

/// One decimal: more would be read as precision.
double rounded(double value) {
  return std::round(value * 10) / 10;
}

json::array articles(std::vector<CauseArticle> const& all) {
  json::array out;
  for (CauseArticle const& article : all) {
    json::object one{{"id", article.id.value},
                     {"feed", clipped(article.feed.value, longest_words)},
                     {"url", article.url.size() > longest_url ? std::string{} : clipped(article.url, longest_url)},
                     {"title", clipped(article.title, longest_title)},
                     {"at", to_rfc3339(article.at)}};
    if (article.step > 0) one["step"] = article.step;
    out.push_back(std::move(one));
  }
  return out;
}

json::object cause(rules::state::Facts const& facts, std::vector<CauseArticle> const& by) {
  json::array values;
  for (std::string const& value : facts.values) {
    if (values.size() < most_values) values.emplace_back(clipped(value, longest_words));
  }
  json::object out{{"kind", facts.kind},
                   {"key", clipped(facts.key, longest_words)},
                   {"distinct", facts.distinct},
                   {"observed", rounded(facts.observed)},
                   {"needed", rounded(facts.needed)},
                   {"expected", facts.expected ? json::value(rounded(*facts.expected)) : json::value()},
                   {"from", to_rfc3339(facts.from)},
                   {"to", to_rfc3339(facts.to)},
                   {"values", std::move(values)},
                   {"articles", articles(by)},
                   {"articles_total", facts.articles_total}};
  return out;
}

json::object confirmation(rules::state::Confirmation const& is, std::string const& note) {
  return {{"confirmed", is.confirmed},
          {"feeds", is.feeds},
          {"needed", is.needed},
          {"note", is.confirmed ? std::string{} : clipped(note, longest_words)}};
}

}  // namespace

Alert amended(Alert alert, Amendment const& amendment) {
  boost::system::error_code wrong;
  json::value payload = json::parse(alert.payload, wrong);
  json::value* const data = wrong ? nullptr : payload.find_pointer("/data", wrong);
  if (data == nullptr || !data->is_object()) return alert;
  json::object& said = data->get_object();
  if (json::value* const about = said.if_contains("alert"); about != nullptr && about->is_object()) {
    about->get_object()["severity"] = to_text(alert.severity);
  }
  if (amendment.facts) said["cause"] = cause(*amendment.facts, amendment.articles);
  if (amendment.confirmation) said["confirmation"] = confirmation(*amendment.confirmation, amendment.note);
  alert.payload = json_text(payload.get_object());
  return alert;
}

}  // namespace rasid::alerts
