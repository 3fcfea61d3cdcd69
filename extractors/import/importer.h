#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/entities/catalogue.h"

namespace rasid::imports {

/// One entity of somebody else's list.
struct Imported {
  entities::Entity entity;             // its key made of the list's own id, with the list's prefix
  std::vector<std::string> topics;     // of OpenSanctions: "sanction", "role.pep"
  std::vector<std::string> countries;  // ISO 3166-1 alpha-2 in capitals; of a place its own
};

using Emit = std::function<void(Imported)>;

/// Reads one kind of list line by line, as a parser of untrusted input: whatever stands in a line, it is read or
/// refused with a reason, in time and memory bounded by the line's size. Lines that hold nothing of interest are passed
/// over.
class Importer {
 public:
  virtual ~Importer() = default;
  /// What is wrong with the line, or empty.
  virtual std::string line(std::string_view line, Emit const& emit) = 0;
  /// Gives what is still held back; to be called once, at the end of the file. What is wrong, or empty.
  virtual std::string finish(Emit const& /*emit*/) { return {}; }
};

/// FollowTheMoney entities, one JSON object a line, as OpenSanctions publishes them (entities.ftm.json). Persons,
/// organisations, companies and public bodies are taken; weak aliases are ambiguous; positions have no dates there and
/// are left out.
std::unique_ptr<Importer> make_opensanctions_importer();
/// Entities of a Wikidata JSON dump (an array with one entity a line) or one a line.
std::unique_ptr<Importer> make_wikidata_importer();
/// JRC-Names: id, type (P, O …), language (u where unknown) and name with + for blanks; lines of one id together.
std::unique_ptr<Importer> make_jrc_names_importer();
/// A Popolo document of at most 256 MiB: persons, organizations, and memberships with dates as roles.
std::unique_ptr<Importer> make_popolo_importer();
/// The main table of GeoNames: 19 tab-separated columns.
std::unique_ptr<Importer> make_geonames_importer();

/// Nothing for a name that is not one of: opensanctions, wikidata, jrc-names, popolo, geonames.
std::unique_ptr<Importer> make_importer(std::string_view source);

/// A key from somebody else's id: "wd" and "Q42" give "wd-q42". Of ids that differ only in case or marks, or are long,
/// a hash tells them apart.
std::string key_of(std::string_view prefix, std::string_view id);

/// Adds a name unless it is empty, has no letter, is far too long, or is there already. Names of one word that are
/// short or a person's are ambiguous.
void add_name(entities::Entity& entity, std::string_view text, std::string_view language, bool ambiguous = false);

}  // namespace rasid::imports
