#include "rules/state/event.h"

namespace rasid::rules::state {

std::vector<std::string> values_of(Event const& event, Facet facet) {
  auto const one = [](std::string const& value) {
    return value.empty() ? std::vector<std::string>{} : std::vector{value};
  };
  auto const first = [](std::vector<std::string> values) {
    if (values.size() > most_values) values.resize(most_values);
    return values;
  };
  switch (facet) {
    case Facet::article:
      return one(event.article);
    case Facet::story:
      return one(event.story);
    case Facet::feed:
      return one(event.feed);
    case Facet::author:
      return one(event.author);
    case Facet::actor:
      return first(event.actors);
    case Facet::place:
      return first(event.places);
    case Facet::country:
      return first(event.countries);
    case Facet::watch:
      break;
  }
  return {};
}

std::string key_of(std::optional<Facet> const& facet, std::string const& value) {
  return facet ? std::string(name_of(*facet)) + ":" + value : std::string{};
}

}  // namespace rasid::rules::state
