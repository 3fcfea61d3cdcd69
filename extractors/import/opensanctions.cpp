#include <algorithm>
#include <array>

#include "extractors/import/importer.h"
#include "extractors/import/json_parts.h"

namespace rasid::imports {
namespace {

std::optional<EntityKind> kind_of(std::string_view schema) {
  static constexpr std::array<std::string_view, 4> organisations = {"Organization", "Company", "LegalEntity",
                                                                    "PublicBody"};
  if (schema == "Person") return EntityKind::person;
  bool const is_one = std::ranges::find(organisations, schema) != organisations.end();
  return is_one ? std::optional(EntityKind::organisation) : std::nullopt;
}

std::string capitals(std::string_view code) {
  std::string out(code);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

class OpenSanctions final : public Importer {
 public:
  std::string line(std::string_view line, Emit const& emit) override {
    std::string problem;
    auto const value = parse_object(line, problem);
    if (!problem.empty()) return problem;
    auto const& object = value.get_object();
    auto const kind = kind_of(text_of(object, "schema"));
    if (!kind) return text_of(object, "schema").empty() ? "no \"schema\": not a FollowTheMoney entity" : "";
    auto const* const properties = object_of(object, "properties");
    std::string_view const id = text_of(object, "id");
    if (id.empty() || properties == nullptr) return "an entity needs \"id\" and \"properties\"";
    Imported out;
    out.entity.kind = *kind;
    out.entity.key = key_of("os", id);
    add_names(*properties, out.entity);
    std::string_view const caption = text_of(object, "caption");
    if (out.entity.names.empty()) add_name(out.entity, caption, "");
    if (out.entity.names.empty()) return "an entity without a name";
    out.entity.label = caption.empty() ? out.entity.names.front().text : std::string(caption);
    for (auto const topic : texts_of(*properties, "topics")) out.topics.emplace_back(topic);
    for (char const* const key : {"country", "nationality", "citizenship", "jurisdiction", "mainCountry"}) {
      for (auto const code : texts_of(*properties, key)) out.countries.push_back(capitals(code));
    }
    emit(std::move(out));
    return {};
  }

 private:
  static void add_names(boost::json::object const& properties, entities::Entity& entity) {
    for (char const* const key : {"name", "alias", "previousName"}) {
      for (auto const name : texts_of(properties, key)) add_name(entity, name, "");
    }
    for (auto const name : texts_of(properties, "abbreviation")) add_name(entity, name, "", true);
    for (auto const name : texts_of(properties, "weakAlias")) add_name(entity, name, "", true);
  }
};

}  // namespace

std::unique_ptr<Importer> make_opensanctions_importer() {
  return std::make_unique<OpenSanctions>();
}

}  // namespace rasid::imports
