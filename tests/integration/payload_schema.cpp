#include "tests/integration/payload_schema.h"

#include <boost/json/parse.hpp>

#include <filesystem>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "tests/integration/daemon_process.h"

namespace rasid::test {
namespace {

std::filesystem::path const schema_file = RASID_SOURCE_DIR "/config/schema/alert.v1.schema.json";

}  // namespace

bool payload_schema_is_published() {
  return std::filesystem::exists(schema_file);
}

std::string complaint_about(std::string_view payload) {
  boost::system::error_code wrong;
  boost::json::value const value = boost::json::parse(payload, wrong);
  if (wrong) return "not JSON: " + wrong.message();
  boost::json::value const rules = boost::json::parse(content_of(schema_file));
  valijson::Schema schema;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(valijson::adapters::BoostJsonAdapter(rules), schema);
  valijson::ValidationResults results;
  if (valijson::Validator{}.validate(schema, valijson::adapters::BoostJsonAdapter(value), &results)) return {};
  std::string all = "refused";
  for (auto const& error : results) {
    all += "\n";
    for (auto const& step : error.context) all += step;
    all += ": " + error.description;
  }
  return all;
}

}  // namespace rasid::test
