#include <unordered_map>

#include <fmt/format.h>

#include "extractors/entities/listed.h"
#include "extractors/import/importer.h"
#include "extractors/import/json_parts.h"

namespace rasid::imports {
namespace {

namespace json = boost::json;

constexpr std::size_t most_bytes = 256UL << 20U;
constexpr std::size_t most_roles = 64;

/// Popolo's dates may be a year or a month; the first day of it.
std::optional<Timestamp> day_of(std::string_view text) {
  if (text.size() == 4) return parse_rfc3339(std::string(text) + "-01-01");
  return parse_rfc3339(text.size() == 7 ? std::string(text) + "-01" : std::string(text));
}

class Popolo final : public Importer {
 public:
  std::string line(std::string_view line, Emit const&) override {
    if (text_.size() + line.size() + 1 > most_bytes) {
      bool const first = !too_large_;
      too_large_ = true;
      return first ? fmt::format("the document is larger than {} MiB", most_bytes >> 20U) : "";
    }
    text_.append(line).append("\n");
    return {};
  }

  std::string finish(Emit const& emit) override {
    if (too_large_) return {};
    std::string problem;
    auto const document = parse_object(text_, problem);
    if (!problem.empty()) return problem;
    json::object const& root = document.get_object();
    json::array const* const persons = array_of(root, "persons");
    json::array const* const organisations = array_of(root, "organizations");
    if (persons == nullptr && organisations == nullptr) return "neither \"persons\" nor \"organizations\"";
    remember_organisations(organisations);
    remember_memberships(array_of(root, "memberships"));
    std::size_t const bad =
        give(persons, EntityKind::person, emit) + give(organisations, EntityKind::organisation, emit);
    return bad == 0 ? "" : fmt::format("{} entries without \"id\" or \"name\"", bad);
  }

 private:
  void remember_organisations(json::array const* all) {
    if (all == nullptr) return;
    for (json::value const& each : *all) {
      if (each.is_object()) names_[std::string(text_of(each.get_object(), "id"))] = text_of(each.get_object(), "name");
    }
  }

  /// A role counts only with its first day, or it would be his for ever; mere membership is no role.
  void remember_memberships(json::array const* all) {
    if (all == nullptr) return;
    for (json::value const& each : *all) {
      if (!each.is_object()) continue;
      json::object const& membership = each.get_object();
      std::string_view const role = text_of(membership, "role");
      auto const from = day_of(text_of(membership, "start_date"));
      auto const organisation = names_.find(std::string(text_of(membership, "organization_id")));
      if (role.empty() || role == "member" || !from || organisation == names_.end()) continue;
      entities::Role out{.text = fmt::format("{} of {}", role, organisation->second), .from = from};
      if (std::string_view const end = text_of(membership, "end_date"); !end.empty()) {
        out.to = day_of(end);
        if (!out.to || *out.to <= *out.from) continue;
      }
      auto& roles = roles_[std::string(text_of(membership, "person_id"))];
      if (roles.size() < most_roles) roles.push_back(std::move(out));
    }
  }

  std::size_t give(json::array const* all, EntityKind kind, Emit const& emit) {
    std::size_t bad = 0;
    if (all == nullptr) return bad;
    for (json::value const& each : *all) {
      std::string_view const id = each.is_object() ? text_of(each.get_object(), "id") : std::string_view();
      std::string_view const name = each.is_object() ? text_of(each.get_object(), "name") : std::string_view();
      Imported out;
      out.entity.kind = kind;
      add_name(out.entity, name, "");
      if (id.empty() || out.entity.names.empty()) {
        ++bad;
        continue;
      }
      out.entity.key = key_of("pop", id);
      out.entity.label = out.entity.names.front().text;
      add_other_names(each.get_object(), out.entity);
      if (auto const roles = roles_.find(std::string(id)); kind == EntityKind::person && roles != roles_.end())
        out.entity.roles = roles->second;
      emit(std::move(out));
    }
    return bad;
  }

  static void add_other_names(json::object const& object, entities::Entity& entity) {
    json::array const* const others = array_of(object, "other_names");
    if (others == nullptr) return;
    for (json::value const& each : *others) {
      if (!each.is_object()) continue;
      std::string_view const tag = text_of(each.get_object(), "lang");
      add_name(entity, text_of(each.get_object(), "name"), entities::is_language_tag(tag) ? tag : "");
    }
  }

  std::string text_;
  bool too_large_ = false;
  std::unordered_map<std::string, std::string> names_;                  // of organisations by id
  std::unordered_map<std::string, std::vector<entities::Role>> roles_;  // by person
};

}  // namespace

std::unique_ptr<Importer> make_popolo_importer() {
  return std::make_unique<Popolo>();
}

}  // namespace rasid::imports
