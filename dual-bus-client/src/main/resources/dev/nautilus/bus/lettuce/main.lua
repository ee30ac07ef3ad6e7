-- The messages of a frame, one entry of main Redis each, appended once however often it is sent.
-- KEYS[1] stream, KEYS[2] last number by publisher
-- ARGV[1] publisher, ARGV[2] last number of the frame before it and ARGV[3] of this one,
-- ARGV[4] '1' where a jump is announced, ARGV[5] oldest id to keep or '' for all,
-- ARGV[6...] for each message the number of its names and values, and these
local last = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0')
if last >= tonumber(ARGV[3]) then
  return 'DUP'
end
if last ~= tonumber(ARGV[2]) and ARGV[4] ~= '1' then
  return 'GAP'
end
local id
local at = 6
while at <= #ARGV do
  local count = tonumber(ARGV[at])
  id = redis.call('XADD', KEYS[1], '*', unpack(ARGV, at + 1, at + count))
  at = at + 1 + count
end
if ARGV[5] ~= '' then
  redis.call('XTRIM', KEYS[1], 'MINID', '~', ARGV[5])
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
-- Nobody keeps house on main: publishers that ended are forgotten with the last that is silent so long.
redis.call('EXPIRE', KEYS[2], 86400)
return id
