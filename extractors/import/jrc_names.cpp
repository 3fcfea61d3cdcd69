#include <algorithm>
#include <charconv>
#include <unordered_set>

#include <fmt/format.h>

#include "extractors/entities/listed.h"
#include "extractors/import/importer.h"
#include "extractors/model/split.h"

namespace rasid::imports {
namespace {

class JrcNames final : public Importer {
 public:
  std::string line(std::string_view line, Emit const& emit) override {
    if (line.empty() || line.front() == '#') return {};
    auto const columns = split_at(line, '\t');
    if (columns.size() < 4)
      return fmt::format("{} columns where 4 are needed: id, type, language, name", columns.size());
    std::uint64_t id = 0;
    auto const [end, error] = std::from_chars(columns[0].data(), columns[0].data() + columns[0].size(), id);
    if (error != std::errc{} || end != columns[0].data() + columns[0].size()) return "the id is not a number";
    if (columns[1].size() != 1) return "the type is not one letter";
    if (id != id_ || !open_) {
      give(emit);
      if (!seen_.insert(id).second) return fmt::format("id {} again: lines of one id must stand together", id);
      begin(id, columns[1][0]);
    }
    if (!open_) return {};
    std::string name(columns[3]);
    std::ranges::replace(name, '+', ' ');
    add_name(current_.entity, name, columns[2] == "u" || !entities::is_language_tag(columns[2]) ? "" : columns[2]);
    return {};
  }

  std::string finish(Emit const& emit) override {
    give(emit);
    return {};
  }

 private:
  void begin(std::uint64_t id, char type) {
    id_ = id;
    open_ = true;
    current_ = {};
    current_.entity.kind = type == 'P' ? EntityKind::person : EntityKind::organisation;
    current_.entity.key = key_of("jrc", std::to_string(id));
  }

  void give(Emit const& emit) {
    if (!open_) return;
    open_ = false;
    if (current_.entity.names.empty()) return;
    // The names of an entity begin with the one it is best known by.
    current_.entity.label = current_.entity.names.front().text;
    emit(std::move(current_));
  }

  std::uint64_t id_ = 0;
  bool open_ = false;
  Imported current_;
  std::unordered_set<std::uint64_t> seen_;
};

}  // namespace

std::unique_ptr<Importer> make_jrc_names_importer() {
  return std::make_unique<JrcNames>();
}

}  // namespace rasid::imports
